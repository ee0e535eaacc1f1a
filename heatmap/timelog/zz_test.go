package timelog
import ("testing";"os";"context";"fmt";"time";"encoding/json")
func TestZZ(t *testing.T){
 p:=os.Getenv("ZZ"); if p=="" {t.Skip()}
 for range 3 {
 a:=time.Now()
 tl,err:=Count(context.Background(),Options{Time:os.Getenv("ZT"),By:os.Getenv("ZB")},p)
 d:=time.Since(a)
 if tl!=nil { var n int64; for _,s:=range tl.Sources{n+=s.Bytes}
 fmt.Println(d, float64(n)/d.Seconds()/1e9,"GB/s", tl.All.Total(), tl.First,tl.Last,len(tl.Groups),err,tl.Warnings)
 if len(tl.Sources)<3 {b,_:=json.Marshal(tl.Sources); fmt.Println(string(b))} } else {fmt.Println(err)}
 }
}
