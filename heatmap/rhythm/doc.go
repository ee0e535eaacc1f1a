// Package rhythm says whose hours a log holds: which zone its actor lives by,
// when the working day begins and ends, whether it is a person, a script or a
// team – from time stamps alone, with an interval that means what it says.
//
// In go files ([Whose]) or a histogram of events ([Judge]); out comes a [Finding].
// The steps, one file of code for each:
//
//  1. look at events one by one for the rhythms of machines, and set these
//     events aside                                 (automation.go, lattice.go, rita.go)
//  2. turn the rest into presence: hours in which the actor was there, however
//     often, a busy day counting less than its hours              (presence.go)
//  3. fold presence into the week of every zone's clock, with the zone's real
//     history of clock changes; zones that showed the same time throughout are
//     one                           (zones.go, clock.go, spans.go, posterior.go)
//  4. weigh each week by how well people's habits explain it    (likelihood.go),
//     allowing fixed hours to be kept at other times of the day      (fixed.go)
//  5. ask with whose clock changes the day moves                    (season.go)
//  6. add what other channels say: recorded offsets and second clocks in the
//     records, public holidays                       (recorded.go, holidays.go)
//  7. decide on an offset and an interval                          (offset.go)
//  8. describe the working day, several operators, the evidence for and against
//     (work.go, operators.go, evidence.go, doubts.go, page.go)
//
// # The model
//
// The habits of 42 people whose clocks are known (habits.csv, made by TestHabits),
// each shifted by up to two hours, are the prior means of a Dirichlet-multinomial
// likelihood over 24 hours of the working day and of the day off. A person has a
// habit but for deviations of their own, which the data teach: so phase is never
// proof, however many events there are. What is asked of it is the phase only: how
// sharp the day is on a clock is the business of the next channel, and counted there.
//
// That channel is the clock changes, which go on counting. For the calendar of every
// zone, each week's hours are foretold from the weeks around it on a clock that
// changes by that calendar; the phase plays no part. A calendar that is not the
// actor's parts neighbouring weeks by an hour.
//
// Blocks of fixed hours (blocks.go) stand beside the habits, for people unlike those
// learnt from, and where nearly all presence lies within half of the day, the
// likelihood is mixed with that of the same hours kept earlier or later (fixed.go).
// Where people live is a weak prior. Presence is tempered, because hours follow
// from each other.
//
// # What to expect
//
// With each of the 42 left out in turn, three draws each (TestLeftOut), on the
// offset as a mean over the events; in brackets, on the most frequent offset:
//
//	events          within 1 h  within 2 h  mean error         covered by 80 %
//	50 at random     68 (73) %   85 (87) %  1.23 (1.33) h          83 (87) %
//	100 at random    77 (78) %   87 (90) %  0.97 (1.08) h          81 (87) %
//	200 at random    78 (82) %   93 (91) %  0.78 (0.93) h          83 (86) %
//	200 in a row     84 (82) %   93 (92) %  0.89 (1.03) h          87 (86) %
//	500 at random    83 (84) %   94 (91) %  0.80 (0.96) h          83 (86) %
//	all              81 (81) %   95 (93) %  0.79 (0.94) h          83 (83) %
//
// These people chose the numbers of the model. Chosen anew without those who are
// asked about (TestNested), 200 events give 79 %, 93 % and 0.80 h,
// covered 83 %; learnt from people of other parts of the world only
// (TestRegionLeftOut), 69 %, 88 % and 0.86 h, covered 64 (83) %.
//
// One person in ten is off by more than two hours: mostly those who work late
// where others do not, and whose events are too few for the clock changes to tell.
//
// Of made-up people with fixed hours in forty zones (TestSimulated) intervals of
// 80 % hold 80 to 88 of 100, and 71 of 100 night workers: who works from ten at night
// in a zone without clock changes cannot be told from somebody's day twelve zones
// away. The price is width: ten hours for an office of 200 events, seven for one of
// 2000, less where clocks change. A zone is not a country, and a person is not their
// clock.
package rhythm
