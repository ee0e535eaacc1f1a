// Package browsertest opens pages in Chromium for the tests of the packages that
// write pages, and holds them to what is promised of all of them: no request but
// for the file itself, a silent console, and no serious fault of accessibility.
//
// Where there is no Chromium, or no axe-core to be had, a test is skipped by name;
// with HOURPRINT_REQUIRE=all it fails.
package browsertest
