package timelog

import "sync"

// meter reports progress, from any goroutine, one call at a time. A nil meter
// is silent.
type meter struct {
	mu          sync.Mutex
	report      func(done, total int64)
	done, total int64
	told        int64
}

// meterStep is how many bytes pass between two reports.
const meterStep = 1 << 20

func newMeter(report func(done, total int64), ins []input) *meter {
	if report == nil {
		return nil
	}
	m := &meter{report: report}
	for _, in := range ins {
		if in.stream {
			m.total = 0
			return m
		}
		m.total += in.size
	}
	return m
}

func (m *meter) add(n int64) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.done += n
	if m.done-m.told >= meterStep {
		m.tell()
	}
}

// end reports the last bytes.
func (m *meter) end() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tell()
}

func (m *meter) tell() {
	m.told = m.done
	m.report(m.done, m.total)
}
