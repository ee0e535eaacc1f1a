package lake

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// A chCluster is two ClickHouse servers that know each other as the shards of
// the cluster "two".
type chCluster struct {
	shards [2]*server
}

// cluster is the one that most tests share.
var cluster struct {
	sync.Mutex
	c *chCluster
}

func clickHouseCluster(t testing.TB) *chCluster {
	t.Helper()
	cluster.Lock()
	defer cluster.Unlock()
	if cluster.c == nil {
		cluster.c = newCluster(t)
	}
	return cluster.c
}

// newCluster starts two servers. env are more variables of their environment.
func newCluster(t testing.TB, env ...string) *chCluster {
	t.Helper()
	program := peer(t, "clickhouse-server", "/usr/sbin", "/usr/bin")
	c := &chCluster{}
	for i := range c.shards {
		c.shards[i] = &server{dir: place(t, ""), port: freePort(t), env: env}
	}
	remote := fmt.Sprintf("<two><shard><replica><host>127.0.0.1</host><port>%d</port><user>default</user><password>pässword'1</password></replica></shard><shard><replica><host>127.0.0.1</host><port>%d</port><user>default</user><password>pässword'1</password></replica></shard></two>", c.shards[0].port, c.shards[1].port)
	for _, s := range c.shards {
		s.write(t, "config.xml", fmt.Sprintf(chConfig, s.port, s.dir, s.dir, s.dir, remote))
		s.write(t, "users.xml", chUsers)
		s.args = []string{program, "--config-file=" + filepath.Join(s.dir, "config.xml")}
		s.start(t)
	}
	return c
}

func (s *server) write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// chPassword is the password of the tests' servers, as a DSN writes it.
const chPassword = "p%C3%A4ssword%271"

// db opens one of the servers.
func (c *chCluster) db(t testing.TB, shard int) *DB {
	t.Helper()
	return opened(t, "clickhouse://default:"+chPassword+"@"+c.shards[shard].addr()+"/default")
}

const chConfig = `<yandex>
 <logger><level>warning</level><console>1</console></logger>
 <listen_host>127.0.0.1</listen_host>
 <tcp_port>%d</tcp_port>
 <path>%s/data/</path>
 <tmp_path>%s/tmp/</tmp_path>
 <mark_cache_size>16777216</mark_cache_size>
 <users_config>%s/users.xml</users_config>
 <default_profile>default</default_profile>
 <default_database>default</default_database>
 <remote_servers>%s</remote_servers>
</yandex>
`

const chUsers = `<yandex>
 <profiles><default><max_memory_usage>2000000000</max_memory_usage><skip_unavailable_shards>1</skip_unavailable_shards><log_queries>0</log_queries></default></profiles>
 <users><default><password>pässword'1</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
 <quotas><default></default></quotas>
</yandex>
`
