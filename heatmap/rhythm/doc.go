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
//     one                                     (zones.go, clock.go, posterior.go)
//  4. weigh each week by how well people's habits explain it    (likelihood.go)
//  5. add what other channels say: recorded offsets and second clocks in the
//     records, public holidays                       (recorded.go, holidays.go)
//  6. decide on an offset and an interval                          (offset.go)
//  7. describe the working day, several operators, the evidence for and against
//     (work.go, operators.go, evidence.go, doubts.go, page.go)
//
// # The model
//
// The habits of 42 people whose clocks are known (habits.csv, made by TestHabits),
// each shifted by up to two hours, are the prior means of a Dirichlet-multinomial
// likelihood over 24 hours of the working day and of the day off. A person has a
// habit but for deviations of their own, which the data teach: so phase is never
// proof, however many events there are, while clock changes, which blur the
// person's own habit under a wrong clock, go on counting. Blocks of fixed hours
// (blocks.go) stand beside the habits, for people unlike those learnt from. Where people live is a
// weak prior. Presence is tempered, because hours follow from each other.
//
// # What to expect
//
// With each of the 42 left out in turn, three draws each (TestLeftOut), on the
// offset as a mean over the events:
//
//	events          within 1 h  within 2 h  mean error  covered by 80 %
//	50 at random          69 %        83 %      1.35 h             90 %
//	100 at random         78 %        87 %      1.03 h             85 %
//	200 at random         76 %        87 %      1.04 h             87 %
//	200 in a row          81 %        87 %      1.12 h             89 %
//	500 at random         81 %        90 %      1.00 h             87 %
//	all                   81 %        90 %      0.99 h             88 %
//
// One person in ten is off by more than two hours: mostly those who work late
// where others do not. A zone is not a country, and a person is not their clock.
package rhythm
