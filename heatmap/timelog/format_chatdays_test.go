package timelog

import "testing"

func TestChatDays(t *testing.T) {
	for _, c := range []lineCase{
		{name: "LINE", format: "line-chat", zone: "assumed", text: "[LINE] Chat history with Tanaka\nSaved on: 2021/02/01 10:00\n\n2021.01.29 Friday\n9:30 PM\tTanaka\tthe report is not done?\n12:05 AM\tme\tsorry\nand more of it\n2021.01.30 Saturday\n12:31 PM\tTanaka\t\"lol\"\n",
			want: []string{"2021-01-29T21:30:00Z", "2021-01-29T00:05:00Z", "2021-01-30T12:31:00Z"}, skipped: 3},
		{name: "LINE in Japanese", format: "line-chat", zone: "assumed", text: "[LINE] 田中とのトーク履歴\n2021/01/29(金)\n午後9:30\t田中\tこんにちは\n午前0:05\t私\tはい\n21:40\t私\tはい\n",
			want: []string{"2021-01-29T21:30:00Z", "2021-01-29T00:05:00Z", "2021-01-29T21:40:00Z"}, skipped: 1},
		{name: "KakaoTalk", format: "kakaotalk", zone: "assumed", text: "홍길동 님과 카카오톡 대화\n저장한 날짜 : 2021-02-01 00:16:09\n\n--------------- 2021년 1월 29일 금요일 ---------------\n[김] [오전 8:08] 이모티콘\n[이] [오후 12:18] 사진\n--------------- 2021년 1월 30일 토요일 ---------------\n[김] [오전 12:01] 네\n",
			want: []string{"2021-01-29T08:08:00Z", "2021-01-29T12:18:00Z", "2021-01-30T00:01:00Z"}, skipped: 2},
		{name: "KakaoTalk in English", format: "kakaotalk", zone: "assumed", text: "--------------- Friday, January 29, 2021 ---------------\n[Kim] [8:08 AM] hi\n[Lee] [9:18 PM] Photo\n",
			want: []string{"2021-01-29T08:08:00Z", "2021-01-29T21:18:00Z"}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}
