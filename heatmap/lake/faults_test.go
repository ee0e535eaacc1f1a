package lake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// smallCluster is a cluster of a test's own, to break, with a table of n rows a shard.
func smallCluster(t *testing.T, n int) *chCluster {
	t.Helper()
	c := newCluster(t)
	t.Cleanup(func() {
		for _, s := range c.shards {
			s.stop()
		}
	})
	for i := range c.shards {
		do(t, c.db(t, i), "CREATE TABLE ev_local (at DateTime, user String) ENGINE = MergeTree() PARTITION BY toYYYYMM(at) ORDER BY at",
			fmt.Sprintf("INSERT INTO ev_local SELECT toDateTime(1500000000 + number * 61), concat('u', toString(number %% 3)) FROM system.numbers LIMIT %d", n),
			"CREATE TABLE ev AS ev_local ENGINE = Distributed(two, default, ev_local, rand())")
	}
	return c
}

// TestLostShard: a shard that is gone is an error that says so, although the
// server's own settings would pass over it; or, if Partial allows it, an answer that
// says it is partial.
func TestLostShard(t *testing.T) {
	c := smallCluster(t, 1000)
	db := c.db(t, 0)
	q := Query{Table: "ev", Time: "at", By: "user"}
	whole, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	if whole.Grid.Events != 2000 || whole.Partial || whole.Asked.Shards != 2 || whole.Asked.ShardsAnswered != 2 {
		t.Errorf("%d events, partial %v, %d of %d shards", whole.Grid.Events, whole.Partial, whole.Asked.ShardsAnswered, whole.Asked.Shards)
	}
	c.shards[1].stop()
	_, err = Count(context.Background(), db, q)
	if err == nil || !strings.Contains(err.Error(), "1 of 2 shards of ev did not answer") {
		t.Errorf("with a lost shard: %v", err)
	}
	q.Partial = true
	part, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := part.MarshalJSON()
	if !part.Partial || part.Grid.Events != 1000 || !strings.Contains(string(text), `"partial":true`) ||
		!strings.Contains(part.Grid.Notes[len(part.Grid.Notes)-1], "PARTIAL: 1 of 2") || !strings.Contains(part.String(), "PARTIAL") {
		t.Errorf("partial %v, %d events: %s\n%v", part.Partial, part.Grid.Events, part, part.Grid.Notes)
	}
	balanced(t, part)
	c.shards[1].start(t)
	if back, err := Count(context.Background(), db, Query{Table: "ev", Time: "at"}); err != nil || back.Grid.Events != 2000 {
		t.Errorf("with the shard back: %v", err)
	}
}

// slowCluster has a Distributed table "slow" whose rows take time.
func slowCluster(t *testing.T) *chCluster {
	c := smallCluster(t, 10)
	for i := range c.shards {
		do(t, c.db(t, i),
			"CREATE TABLE nap_local (at DateTime, n UInt64) ENGINE = MergeTree() PARTITION BY n ORDER BY at",
			"INSERT INTO nap_local SELECT toDateTime(1500000000 + number * 61), number FROM system.numbers LIMIT 60",
			"CREATE VIEW slow_local AS SELECT at, sleep(0.5) AS nap FROM nap_local",
			"CREATE TABLE slow (at DateTime, nap UInt8) ENGINE = Distributed(two, default, slow_local)")
	}
	return c
}

// TestShardKilledAmidQuery: the query has begun on both shards when one dies.
func TestShardKilledAmidQuery(t *testing.T) {
	c := slowCluster(t)
	for _, partial := range []bool{false, true} {
		db := c.db(t, 0)
		q := Query{Table: "slow", Time: "at", Where: "nap = 0", Partial: partial}
		type result struct {
			answer *Answer
			err    error
		}
		done := make(chan result, 1)
		go func() {
			answer, err := Count(context.Background(), db, q)
			done <- result{answer, err}
		}()
		waitFor(t, c.db(t, 1), "SELECT toInt64(count()) FROM system.processes WHERE query LIKE '%nap%' AND query NOT LIKE '%processes%'", 1)
		c.shards[1].stop()
		r := <-done
		switch {
		case !partial && (r.err == nil || !strings.Contains(r.err.Error(), "of slow")):
			t.Errorf("a shard died: answer %v, error %v", r.answer, r.err)
		case partial && r.err != nil:
			t.Errorf("a shard died, partial answers allowed: %v", r.err)
		case partial && (!r.answer.Partial || r.answer.Grid.Events != 60):
			t.Errorf("partial %v with %d events, want 60 marked as partial", r.answer.Partial, r.answer.Grid.Events)
		}
		c.shards[1].start(t)
	}
}

// waitFor waits until a query gives at least n.
func waitFor(t *testing.T, db *DB, query string, n int64) {
	t.Helper()
	for range 200 {
		var got int64
		if err := db.one(context.Background(), query, &got); err != nil {
			t.Fatal(err)
		}
		if got >= n {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s never gave %d", query, n)
}

// waitForNone waits until a query gives nothing any more.
func waitForNone(t *testing.T, db *DB, query string) {
	t.Helper()
	for range 500 {
		var got int64
		if err := db.one(context.Background(), query, &got); err != nil {
			t.Fatal(err)
		}
		if got == 0 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("still running in the server: %s", query)
}

// TestCancelledInTheServer: when the context ends, the query ends in the engine.
func TestCancelledInTheServer(t *testing.T) {
	cancelled := func(t *testing.T, db, watch *DB, q Query, running string) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			_, err := Count(ctx, db, q)
			done <- err
		}()
		waitFor(t, watch, running, 1)
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v, want context.Canceled", err)
		}
		waitForNone(t, watch, running)
	}
	t.Run("ClickHouse", func(t *testing.T) {
		c := slowCluster(t)
		const running = "SELECT toInt64(count()) FROM system.processes WHERE query LIKE '%nap%' AND query NOT LIKE '%processes%'"
		cancelled(t, c.db(t, 0), c.db(t, 0), Query{Table: "slow", Time: "at", Where: "nap = 0"}, running)
		waitForNone(t, c.db(t, 1), running)
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		db := postgresDB(t)
		do(t, postgresWriter(t), "CREATE OR REPLACE VIEW nap AS SELECT now() - n * interval '1 hour' AS at, pg_sleep(0.5) IS NULL AS nap FROM generate_series(1, 100) AS n OFFSET 0")
		cancelled(t, db, postgresDB(t), Query{Table: "nap", Time: "at", Where: "nap = false"},
			"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hourprint' AND state = 'active' AND query LIKE '%hp_quarter%' AND pid <> pg_backend_pid()")
	})
}

// TestTimeout: Query.Timeout ends a query as a cancelled context does.
func TestTimeout(t *testing.T) {
	db := postgresDB(t)
	do(t, postgresWriter(t), "CREATE OR REPLACE VIEW nap AS SELECT now() - n * interval '1 hour' AS at, pg_sleep(0.5) IS NULL AS nap FROM generate_series(1, 100) AS n OFFSET 0")
	_, err := Count(context.Background(), db, Query{Table: "nap", Time: "at", Where: "nap = false", Timeout: time.Second})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after a second: %v", err)
	}
}

// TestServerRestart: the connections of the first cell are dead, and the second
// cell works all the same.
func TestServerRestart(t *testing.T) {
	t.Run("ClickHouse", func(t *testing.T) {
		c := smallCluster(t, 100)
		db := c.db(t, 0)
		restart(t, c.shards[0], db, Query{Table: "ev_local", Time: "at"})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		s := newPostgres(t)
		t.Cleanup(s.stop)
		db := s.reader(t)
		do(t, s.writer(t), "CREATE TABLE kept AS SELECT now() - n * interval '1 hour' AS at FROM generate_series(1, 100) AS n", "CHECKPOINT")
		restart(t, s, db, Query{Table: "kept", Time: "at"})
	})
}

func restart(t *testing.T, s *server, db *DB, q Query) {
	t.Helper()
	first, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
	if _, err := Count(context.Background(), db, q); err == nil {
		t.Error("counted without a server")
	} else if strings.Contains(err.Error(), "s3cret") || strings.Contains(err.Error(), "ssword") {
		t.Errorf("the error shows the password: %v", err)
	}
	s.start(t)
	var second *Answer
	for range 100 { // until it has recovered
		if second, err = Count(context.Background(), db, q); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	if second.Grid.Counts != first.Grid.Counts {
		t.Errorf("after the restart: %v", err)
	}
}

// TestDroppedConnection: the server ends the session while the query runs, and it
// is asked once more.
func TestDroppedConnection(t *testing.T) {
	db, watch := postgresDB(t), postgresDB(t)
	do(t, postgresWriter(t), "CREATE OR REPLACE VIEW doze AS SELECT now() - n * interval '1 hour' AS at, pg_sleep(0.3) IS NULL AS nap FROM generate_series(1, 10) AS n OFFSET 0")
	done := make(chan error, 1)
	var answer *Answer
	go func() {
		var err error
		answer, err = Count(context.Background(), db, Query{Table: "doze", Time: "at", Where: "nap = false"})
		done <- err
	}()
	const running = "FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%hp_quarter%' AND pid <> pg_backend_pid()"
	waitFor(t, watch, "SELECT count(*) "+running, 1)
	var ended bool
	if err := watch.one(context.Background(), "SELECT pg_terminate_backend(pid) "+running, &ended); err != nil || !ended {
		t.Fatalf("the session was not ended: %v", err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !answer.Asked.Retried || answer.Grid.Events != 10 {
		t.Errorf("retried %v, %d events", answer.Asked.Retried, answer.Grid.Events)
	}
}
