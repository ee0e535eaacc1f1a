package lake

import (
	"context"
	"errors"
	"fmt"
)

// withoutLost is what happens when part of a cluster did not answer: an error that
// says so, or, if Query.Partial allows it, the same query without the shards that
// are gone. Such an answer is always marked as partial: the lost shard may be back
// by the time one asks how many are up, and an undercount must not pass in silence.
func (c *counting) withoutLost(ctx context.Context, why error) error {
	all, up, err := c.db.dialect.shards(ctx, c.db, c.a.table)
	if !c.a.Partial {
		if err == nil && all > up {
			return fmt.Errorf("%d of %d shards of %s did not answer, and nothing was counted (Partial, --partial counts the others): %w", all-up, all, c.a.table, why)
		}
		return fmt.Errorf("a shard of %s did not answer or broke off, and nothing was counted (Partial, --partial counts the others): %w", c.a.table, why)
	}
	c.asking.skipLost = true
	if again := c.attempt(ctx); again != nil {
		return errors.Join(again, why)
	}
	if after, upAfter, err := c.db.dialect.shards(ctx, c.db, c.a.table); err == nil {
		all, up = after, min(up, upAfter)
	}
	c.partial = true
	c.from.Shards, c.from.ShardsAnswered = all, up
	lost := "a shard"
	if all > up {
		lost = fmt.Sprintf("%d of %d shards", all-up, all)
	}
	c.notes = append(c.notes, fmt.Sprintf("PARTIAL: %s of %s did not answer; their events are missing here", lost, c.a.table))
	return nil
}
