package timelog

import "testing"

// The shapes are those of the logs that LogHub collects
// (https://github.com/logpai/loghub) and of other common systems; the lines are
// invented.
var textCases = []lineCase{
	{name: "HDFS", format: "text", zone: "assumed",
		text: `081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38865049064139660 terminating
081109 203807 222 INFO dfs.DataNode$PacketResponder: PacketResponder 0 for block blk_-6952295868487656571 terminating
081110 000012 9 WARN dfs.DataNode$DataXceiver: 10.250.15.198:50010:Got exception while serving blk_1 to /10.250.11.85:
`, want: []string{"2008-11-09T20:36:15Z", "2008-11-09T20:38:07Z", "2008-11-10T00:00:12Z"}},
	{name: "Hadoop", format: "text", zone: "assumed", skipped: 2,
		text: `2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster for application appattempt_1445144423722_0020_000001
2015-10-18 18:01:48,963 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Executing with tokens:
java.net.NoRouteToHostException: No Route to Host from MINT/10.0.0.1 to msra:9000 failed on socket timeout
	at sun.reflect.NativeConstructorAccessorImpl.newInstance0(Native Method)
2015-10-18 18:01:49,009 ERROR [main] org.apache.hadoop.x.Y: gone, at 2015-10-17 00:00:00,000
`, want: []string{"2015-10-18T18:01:47.978Z", "2015-10-18T18:01:48.963Z", "2015-10-18T18:01:49.009Z"}},
	{name: "Spark", format: "text", zone: "assumed",
		text: `17/06/09 20:10:40 INFO executor.CoarseGrainedExecutorBackend: Registered signal handlers for [TERM, HUP, INT]
17/06/09 20:10:40 INFO spark.SecurityManager: Changing view acls to: yarn,curi
17/06/09 20:10:41 WARN storage.BlockManager: Block rdd_1 already exists
`, want: []string{"2017-06-09T20:10:40Z", "2017-06-09T20:10:40Z", "2017-06-09T20:10:41Z"}},
	{name: "Zookeeper", format: "text", zone: "assumed",
		text: `2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - Notification time out: 3200
2015-07-29 19:04:12,394 - WARN  [SendWorker:188978561024:QuorumCnxManager$SendWorker@679] - Interrupted while waiting
`, want: []string{"2015-07-29T17:41:44.747Z", "2015-07-29T19:04:12.394Z"}},
	{name: "BGL", format: "text", zone: "stated",
		text: `- 1117838570 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.50.363779 R02-M1-N0-C:J12-U11 RAS KERNEL INFO instruction cache parity error corrected
- 1117838573 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.53.276129 R02-M1-N0-C:J12-U11 RAS KERNEL INFO instruction cache parity error corrected
APPREAD 1117869872 2005.06.04 R04-M1-N4-I:J18-U11 2005-06-04-00.24.32.432192 R04-M1-N4-I:J18-U11 RAS APP FATAL ciod: failed to read
`, want: []string{"2005-06-03T22:42:50Z", "2005-06-03T22:42:53Z", "2005-06-04T07:24:32Z"}},
	{name: "Thunderbird", format: "text", zone: "stated",
		text: `- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed for user root
- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session opened for user root by (uid=0)
- 1131566467 2005.11.09 tbird-admin1 Nov 9 12:01:07 local@tbird-admin1 postfix/postdrop[10896]: warning: unable to look up public/pickup
`, want: []string{"2005-11-09T20:01:01Z", "2005-11-09T20:01:01Z", "2005-11-09T20:01:07Z"}},
	{name: "HPC", format: "text", zone: "stated",
		text: `134681 node-246 unix.hw state_change.unavailable 1077804742 1 Component State Change: Component \042alt0\042 is in the unavailable state (HWID=1973)
350766 node-109 unix.hw state_change.unavailable 1084680778 1 Component State Change: Component \042alt0\042 is in the unavailable state
344518 node-246 unix.hw state_change.unavailable 1084270955 1 Component State Change: Component \042alt0\042 is in the unavailable state
344448 node-153 unix.hw state_change.unavailable 1084270952 1 Component State Change: x
384448 node-153 unix.hw state_change.unavailable 1084270952 1 Component State Change: x
`, want: []string{"2004-02-26T14:12:22Z", "2004-05-16T04:12:58Z", "2004-05-11T10:22:35Z", "2004-05-11T10:22:32Z", "2004-05-11T10:22:32Z"}},
	{name: "HealthApp", format: "text", zone: "assumed",
		text: `20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579
20171223-22:15:29:615|Step_LSC|30002312|onExtend:1514038530000 14 0 4
20171224-0:7:20:35|Step_StandReportReceiver|30002312|onReceive action: android.intent.action.SCREEN_ON
`, want: []string{"2017-12-23T22:15:29.606Z", "2017-12-23T22:15:29.615Z", "2017-12-24T00:07:20.035Z"}},
	{name: "OpenStack", format: "text", zone: "assumed",
		text: `nova-api.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25746 INFO nova.osapi_compute.wsgi.server [req-38101a0b] 10.11.10.1 "GET /v2/servers/detail HTTP/1.1" status: 200 len: 1893 time: 0.2477829
nova-compute.log.1.2017-05-16_13:55:31 2017-05-16 00:00:04.500 2931 INFO nova.compute.manager [req-3ea4052c] [instance: b9000564] VM Started (Lifecycle Event)
nova-scheduler.log.1.2017-05-16_13:55:31 2017-05-16 00:00:06.562 2931 INFO nova.compute.manager [instance: b9000564] VM Paused
`, want: []string{"2017-05-16T00:00:00.008Z", "2017-05-16T00:00:04.5Z", "2017-05-16T00:00:06.562Z"}},
	{name: "Windows", format: "text", zone: "assumed",
		text: `2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack v6.1.7601.23505 with Core: C:\Windows\winsxs\cbscore.dll
2016-09-28 04:30:31, Info                  CSI    00000001@2016/9/27:20:30:31.455 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fed806eb5d)
2016-09-28 04:30:31, Info                  CBS    Ending TrustedInstaller initialization.
`, want: []string{"2016-09-28T04:30:30Z", "2016-09-28T04:30:31Z", "2016-09-28T04:30:31Z"}},
	{name: "Proxifier", format: "text", zone: "assumed", written: "2016-12-01",
		text: `[10.30 16:49:06] chrome.exe - proxy.cse.cuhk.edu.hk:5070 open through proxy proxy.cse.cuhk.edu.hk:5070 HTTPS
[10.30 16:49:06] chrome.exe - proxy.cse.cuhk.edu.hk:5070 close, 0 bytes sent, 0 bytes received, lifetime 00:01
[11.02 09:00:00] chrome.exe *64 - ad.example.com:443 close, 1190 bytes (1.16 KB) sent
`, want: []string{"2016-10-30T16:49:06Z", "2016-10-30T16:49:06Z", "2016-11-02T09:00:00Z"}},
	{name: "Android", format: "text", zone: "assumed", written: "2017-06-01",
		text: `03-17 16:13:38.811  1702  2395 D WindowManager: printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef63 token=Token{a64f992}}
03-17 16:13:38.819  1702  8671 D PowerManagerService: acquire lock=233570404, flags=0x1, tag="View Lock"
03-18 00:00:01.000  2227  2227 I PhoneStatusBar: setSystemUiVisibility vis=0 mask=1
`, want: []string{"2017-03-17T16:13:38.811Z", "2017-03-17T16:13:38.819Z", "2017-03-18T00:00:01Z"}},
	{name: "glog", format: "text", zone: "assumed", written: "2024-03-01",
		text: `I0102 15:04:05.678901   12345 server.go:123] Starting "kubelet"
W0102 15:04:06.000001   12345 reflector.go:1] watch closed
E1130 23:59:59.000000       1 main.go:1] newer than the rest
`, want: []string{"2023-01-02T15:04:05.678901Z", "2023-01-02T15:04:06.000001Z", "2023-11-30T23:59:59Z"}},
	{name: "log4j with brackets", format: "text", zone: "assumed", skipped: 1,
		text: `[2021-03-04T05:06:07,123][INFO ][o.e.n.Node] [node-1] started
[2021-03-04T05:06:08,999][WARN ][o.e.x.Y] [node-1] slow,
  and more of it
[2021-03-04T05:06:10,000][INFO ][o.e.n.Node] [node-1] closing
`, want: []string{"2021-03-04T05:06:07.123Z", "2021-03-04T05:06:08.999Z", "2021-03-04T05:06:10Z"}},
	{name: "PostgreSQL", format: "text", zone: "stamp",
		text: `2021-06-01 10:00:00.123 CEST [123] LOG:  database system is ready
2021-06-01 10:00:01.000 CEST [124] FATAL:  password authentication failed for user "x"
`, want: []string{"2021-06-01T08:00:00.123Z", "2021-06-01T08:00:01Z"}},
	{name: "auditd", format: "text", zone: "stated",
		text: `type=SYSCALL msg=audit(1364481363.243:24287): arch=c000003e syscall=2 success=no exit=-13 a0=7fffd19c5592
type=CWD msg=audit(1364481363.243:24287):  cwd="/home/shadowman"
type=PATH msg=audit(1364481364.000:24288): item=0 name="/etc/ssh/sshd_config" inode=409248
`, want: []string{"2013-03-28T14:36:03.243Z", "2013-03-28T14:36:03.243Z", "2013-03-28T14:36:04Z"}},
	{name: "FortiGate", format: "text", zone: "stamp",
		text: `date=2019-05-10 time=11:37:47 logid="0000000013" type="traffic" subtype="forward" level="notice" vd="vdom1" eventtime=1557513467369913239 srcip=10.1.100.11
date=2019-05-10 time=11:37:48 logid="0000000013" type="traffic" subtype="forward" level="notice" vd="vdom1" eventtime=1557513468369913239 srcip=10.1.100.12
`, want: []string{"2019-05-10T18:37:47.369913239Z", "2019-05-10T18:37:48.369913239Z"}},
	{name: "Snort", format: "text", zone: "assumed", written: "2019-09-01",
		text: `07/22-14:42:12.345678  [**] [1:1000001:1] ICMP test [**] [Priority: 0] {ICMP} 10.0.0.1 -> 10.0.0.2
07/22-14:42:13.345678  [**] [1:1000001:1] ICMP test [**] [Priority: 0] {ICMP} 10.0.0.1 -> 10.0.0.2
`, want: []string{"2019-07-22T14:42:12.345678Z", "2019-07-22T14:42:13.345678Z"}},
	{name: "Suricata fast", format: "text", zone: "assumed",
		text: `10/05/2010-10:08:59.667372  [**] [1:2009187:4] ET WEB_CLIENT ACTIVEX [**] [Priority: 3] {TCP} 10.1.1.1:80 -> 10.2.2.2:1053
10/05/2010-10:09:00.000000  [**] [1:2009187:4] ET WEB_CLIENT ACTIVEX [**] [Priority: 3] {TCP} 10.1.1.1:80 -> 10.2.2.2:1053
`, want: []string{"2010-10-05T10:08:59.667372Z", "2010-10-05T10:09:00Z"}},
	{name: "TrickBot chat", format: "text", zone: "assumed",
		text: `[29.07.21 10:55:16] elroy: hello
[29.07.21 10:55:20] angelo: hi
[02.08.21 09:00:00] elroy: again
`, want: []string{"2021-07-29T10:55:16Z", "2021-07-29T10:55:20Z", "2021-08-02T09:00:00Z"}},
	{name: "squid", format: "text", zone: "stated",
		text: `1157689312.049   5006 10.105.21.199 TCP_MISS/200 19763 CONNECT login.yahoo.com:443 badeyek DIRECT/209.73.177.115 -
1157689320.327   2864 10.105.21.199 TCP_MISS/200 10182 GET http://www.goonernews.com/ badeyek DIRECT/207.58.145.61 text/html
`, want: []string{"2006-09-08T04:21:52.049Z", "2006-09-08T04:22:00.327Z"}},
	{name: "SCCM", format: "cmtrace", zone: "stamp",
		text: `<![LOG[Begin]LOG]!><time="19:33:19.766-330" date="07-28-2021" component="CcmExec" context="" type="1" thread="4" file="x.cpp:1">
<![LOG[End]LOG]!><time="19:33:20.766-330" date="07-28-2021" component="CcmExec" context="" type="1" thread="4" file="x.cpp:1">
`, want: []string{"2021-07-28T14:03:19.766Z", "2021-07-28T14:03:20.766Z"}},
	{name: "MySQL", format: "text", zone: "assumed",
		text: `070823 21:00:32       1 Connect     root@localhost on test1
070823  9:00:48       1 Query       show tables
`, want: []string{"2007-08-23T21:00:32Z", "2007-08-23T09:00:48Z"}},
	{name: "Redis", format: "text", zone: "assumed",
		text: `1:M 13 Jan 2021 10:00:00.123 * Ready to accept connections
1:M 13 Jan 2021 10:00:01.456 # User requested shutdown
`, want: []string{"2021-01-13T10:00:00.123Z", "2021-01-13T10:00:01.456Z"}},
	{name: "logfmt", format: "text", zone: "stamp",
		text: `level=info ts=2021-03-04T05:06:07.123Z caller=main.go:1 msg="a"
level=warning ts=2021-03-04T05:06:08.123Z caller=main.go:1 msg="b"
`, want: []string{"2021-03-04T05:06:07.123Z", "2021-03-04T05:06:08.123Z"}},
	{name: "containers", format: "text", zone: "stamp",
		text: `2021-03-04T05:06:07.123456789Z stdout F {"level":"info","ts":1}
2021-03-04T05:06:08.123456789Z stderr F {"level":"info","ts":2}
`, want: []string{"2021-03-04T05:06:07.123456789Z", "2021-03-04T05:06:08.123456789Z"}},
	{name: "WebSphere", format: "text", zone: "stamp",
		text: `[1/13/16 19:31:16:123 CET] 00000001 SystemOut     O x
[1/13/16 19:31:17:456 CET] 00000001 SystemOut     O y
`, want: []string{"2016-01-13T18:31:16.123Z", "2016-01-13T18:31:17.456Z"}},
	{name: "zone in the head", format: "text", zone: "header", skipped: 1,
		text: `Session log of host1 (UTC-8:00)
2021-03-04 05:06:07 opened
2021-03-04 05:06:08 closed
`, want: []string{"2021-03-04T13:06:07Z", "2021-03-04T13:06:08Z"}},
	{name: "dates of C", format: "text", zone: "assumed",
		text: `Sun Dec 04 04:47:44 2005 server started
Mon Dec  5 04:47:44 2005 server stopped
`, want: []string{"2005-12-04T04:47:44Z", "2005-12-05T04:47:44Z"}},
	{name: "date(1)", format: "text", zone: "stamp",
		text: `Sun Jan 13 19:31:16 UTC 2019 backup begins
Mon Jan 14 19:31:16 UTC 2019 backup begins
`, want: []string{"2019-01-13T19:31:16Z", "2019-01-14T19:31:16Z"}},
	{name: "Kafka", format: "text", zone: "assumed",
		text: `[2021-03-04 05:06:07,123] INFO [Log partition=x-0] Rolled new log segment (kafka.log.Log)
[2021-03-04 05:06:08,456] INFO [Log partition=x-0] Rolled new log segment (kafka.log.Log)
`, want: []string{"2021-03-04T05:06:07.123Z", "2021-03-04T05:06:08.456Z"}},
}

func TestTextLines(t *testing.T) {
	for _, c := range textCases {
		t.Run(c.name, c.check)
	}
}
