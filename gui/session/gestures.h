// What the pointer does over a picture: regions that are dragged, scrolled or typed into, and the
// actions that come of it. A region of any other name is a button: a click performs its action.
//
// Shares are millionths of the region's width: 0 is its left edge, 1,000,000 its right one.
#pragma once

namespace copyscope::gui {

constexpr int whole_width = 1'000'000;

enum class Button : unsigned char { left, right, middle };

namespace region {

constexpr auto slider = "slider";     // text: KEY. Press and drag: slide
constexpr auto scrubber = "scrubber"; // text: any. Press and drag: scrub
constexpr auto timeline = "timeline"; // text: any. Click: scrub; drag: pan, with Shift: range_to;
                                      // wheel: zoom_at. A "row" over it is selected as well
constexpr auto playhead = "playhead"; // text: a timeline's or scrubber's, which it scrubs
constexpr auto scroll = "scroll";     // text: which list. Wheel and drag: scroll. number: 0, or how
                                      // far it still goes down, in tenths, and 1
constexpr auto rail = "rail";         // text: which list, beside it. Press and drag: scroll_to
constexpr auto field = "field";       // text: "KEY=VALUE". Click, Tab: a text is typed there;
                                      // Enter, or the attention going elsewhere: set "KEY=WHAT",
                                      // but Enter open, save for those two KEYs.
                                      // number: of the flags below
constexpr auto disabled = "disabled"; // does nothing; its hint says why
constexpr auto told = "told"; // does nothing; its hint says what it is. text: "ledger.PATH",
                              // "key.KIND", "lane.LANE"
constexpr auto nothing = "";  // keeps what lies beneath from being reached

// Of a field's number.
constexpr int typing_begins = 1; // as soon as it is there
constexpr int told_as_typed = 2; // each change: set "KEY=WHAT" with number 1; ↑ and ↓ are not its
constexpr int is_path = 4;       // Tab completes it, ↑ and ↓ lead on
constexpr int is_count = 8;      // digits alone; Enter, ↑ and ↓ lead on, letters are keys

} // namespace region

namespace action {

constexpr auto slide = "slide";       // number: share; text: KEY
constexpr auto slid = "slid";         // the slider was let go: text: KEY
constexpr auto nudge = "nudge";       // number: 1 more, −1 less, to the next value; text: KEY
constexpr auto scrub = "scrub";       // number: share, a little below 0 or above 1,000,000 while a
                                      // drag is beyond the edge; text: the region's
constexpr auto scrubbed = "scrubbed"; // it was let go
constexpr auto select = "select";     // number: the row whose bar was clicked; the time stays
constexpr auto range_from = "range_from"; // number: share; text: the timeline's. A range begins
constexpr auto range_to = "range_to";     // number: share; from there, or from the cursor, to here
constexpr auto pan = "pan";               // number: share by which what is seen moves to the right
constexpr auto zoom_at = "zoom_at";       // number: share that stays where it is; text: "in", "out"
constexpr auto scroll_to = "scroll_to";   // number: share of the rail's height; text: which list
constexpr auto scroll = "scroll"; // number: tenths of logical units, downwards; text: which list

} // namespace action

} // namespace copyscope::gui
