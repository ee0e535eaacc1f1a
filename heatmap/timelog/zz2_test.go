package timelog
import ("testing";"os";"fmt")
func TestZY(t *testing.T){
 p:=os.Getenv("ZZ"); if p=="" {t.Skip()}
 b,_:=os.ReadFile(p)
 d,_:=detect(b[:1<<20],"")
 fmt.Println(d.name,d.why,d.json,d.csv)
 sc:=d.scanner([]string{"ts"})
 k:=0
 sc.scan(b,true,func(r *record){ if r.damage!="" { k++; if k<3 {fmt.Println(r.damage,string(b[r.start:r.end]))}}})
 fmt.Println(k)
}
