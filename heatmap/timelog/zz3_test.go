package timelog
import ("testing";"os";"fmt";"bytes")
type dbgT struct{sc scanner; k *int}
func (t dbgT) take(i int,b []byte,final bool) int { return t.sc.scan(b,final,func(r *record){ if r.damage!="" { *t.k++; if *t.k<6 {fmt.Println(i,r.start,len(b),r.damage,string(b[r.start:r.end]))}}})}
func (t dbgT) tooLong(int,[]byte){}
func TestZX(t *testing.T){
 p:=os.Getenv("ZZ"); if p=="" {t.Skip()}
 b,_:=os.ReadFile(p)
 d,_:=detect(b[:1<<20],"")
 k:=0
 po:=&pourer{r:bytes.NewReader(b[1<<20:]),d:d,takers:[]taker{dbgT{d.scanner([]string{"ts"}),&k},dbgT{d.scanner([]string{"ts"}),&k}}}
 po.pour(append([]byte(nil),b[:1<<20]...),false)
 fmt.Println(k)
}
