#include "gui/session/session.h"

#include "gui/session/stand_in.h"
#include "gui/session/whole_file.h"
#include "sim/scenario/save.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <stdexcept>

namespace copyscope::gui {

namespace {

/// Polls that a file may be missing: editors that replace it take it away for a moment.
constexpr int missing_before_complaint = 4;

constexpr const char* only_the_beginning =
    "reading was stopped: this is only the beginning of the file";

/// Whether a question can be answered where no case but its own is there.
bool is_answered_by(const scenario::Question& question, const std::string& only_case) {
  const auto* const path = std::get_if<std::string>(&question.answer);
  return !path || path->starts_with(only_case + ".");
}

/// A comment ends with its line.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

/// A trace's scenario with its case alone, and what its lesson says of that one.
scenario::Scenario alone(const trace::Header& header) {
  scenario::Scenario one = header.scenario;
  std::erase_if(one.cases, [&](const auto& each) { return each.id != header.case_id; });
  std::erase_if(one.narrations, [&](const auto& each) { return each.of_case != header.case_id; });
  std::erase_if(one.questions, [&](const auto& each) {
    return each.of_case != header.case_id || !is_answered_by(each, header.case_id);
  });
  return one;
}

/// What has been changed, for who reads the file.
std::string changes_as_comment(const Session& session) {
  if (session.settings().empty()) return {};
  std::string text = "# Saved by Copyscope from " + session.scenario().id + ", with\n";
  for (const scenario::Setting& each : session.settings())
    text += "#   " + on_one_line(each.key + " = " + each.value) + "\n";
  return text + "\n";
}

} // namespace

struct Session::Opened {
  ScenarioText text;
  scenario::Scenario scenario;
  std::shared_ptr<const trace::Trace> saved;
  FileNotes notes;
};

Session::Session(Services services, Stamper stamp)
    : services_(std::move(services)), stamp_(std::move(stamp)) {}

Session::Opened Session::read(ScenarioText text) const {
  return made_of(opened_file(std::move(text), {.memory = services_.memory, .progress = {}}));
}

Session::Opened Session::made_of(OpenedFile file) const {
  ScenarioText& text = file.text;
  if (!file.trace) {
    scenario::Scenario scenario =
        scenario::load(text.text, text.name, *services_.vocabulary, services_.presets);
    return {std::move(text), std::move(scenario), {}, {}};
  }
  auto saved = std::make_shared<const trace::Trace>(std::move(*file.trace));
  if (!saved->header().has_case()) {
    text.text.clear();
    return {std::move(text), stand_in_for(*saved), std::move(saved), std::move(file.notes)};
  }
  scenario::Scenario scenario = alone(saved->header());
  // What if works on a saved trace too: its scenario is written out in full and run anew.
  text.text = scenario::to_toml(scenario);
  return {std::move(text), std::move(scenario), std::move(saved), std::move(file.notes)};
}

/// Does it, or says why not; what is open stays.
template <class Action> bool Session::attempt(Action action) {
  try {
    action();
    complaints_.clear();
    return true;
  } catch (const scenario::InputError& error) {
    complaints_ = complaints_of(error);
  } catch (const std::bad_alloc&) {
    complain({"", 0, 0, "not enough memory", "memory"});
  } catch (const std::exception& error) {
    complain({"", 0, 0, error.what()});
  }
  return false;
}

bool Session::open(const std::string& name) {
  cancel_opening();
  return attempt([&] {
    const std::optional<FileStamp> stamp = stamp_(name); // before reading: a change is not missed
    if (services_.opener && stamp && stamp->bytes >= large_file) {
      opening_ = services_.opener->start(name);
      opening_name_ = name;
      opening_stamp_ = stamp;
      return;
    }
    take(read(services_.find(name)));
    stamped_ = stamp;
  });
}

void Session::cancel_opening() {
  if (std::exchange(has_beginning_, false)) notes_.damage = {only_the_beginning};
  opening_.reset();
  opening_name_.clear();
}

bool Session::poll_opening() {
  if (!opening_) return false;
  if (!opening_->is_over()) return poll_beginning();
  attempt([&] {
    take_rest(made_of(opening_->take()));
    stamped_ = opening_stamp_;
    has_beginning_ = false;
  });
  cancel_opening();
  return true;
}

/// Where its beginning is shown, the reader's place in it is kept, and what was changed meanwhile.
void Session::take_rest(Opened opened) {
  if (!has_beginning_ || !opened.saved || is_saved_real()) return take(std::move(opened));
  saved_ = std::move(opened.saved);
  notes_ = std::move(opened.notes);
  adopt_saved();
  ++revision_;
}

/// What is saved of the simulator is what its case shows, as long as nothing is changed.
void Session::adopt_saved() {
  if (!saved_ || is_saved_real() || !settings_.empty()) return;
  slots_.front().adopt(saved_);
  note_unchanged(0);
}

bool Session::poll_beginning() {
  std::optional<OpenedFile> beginning = opening_->take_beginning();
  if (!beginning) return false;
  return has_beginning_ = attempt([&] { take(made_of(std::move(*beginning))); });
}

bool Session::open_text(const ScenarioText& text) {
  return attempt([&] {
    take(read(text));
    stamped_.reset();
  });
}

void Session::take(Opened opened) {
  text_ = std::move(opened.text);
  saved_ = std::move(opened.saved);
  notes_ = std::move(opened.notes);
  settings_.clear();
  unchanged_results_.clear();
  slots_.clear();
  shown_ = 0;
  missing_ = 0;
  ++opened_;
  plain_ = opened.scenario;
  put_scenario(std::move(opened.scenario));
}

/// Slots of cases that are there before and after keep what they have until they have run anew.
void Session::put_scenario(scenario::Scenario scenario) {
  const std::string shown_id = is_open() ? scenario_.cases[shown_].id : std::string();
  std::vector<CaseSlot> slots(scenario.cases.size());
  for (std::size_t i = 0; i < slots.size(); ++i)
    for (std::size_t k = 0; k < slots_.size(); ++k)
      if (scenario_.cases[k].id == scenario.cases[i].id &&
          scenario_.cases[k].method == scenario.cases[i].method) {
        slots[i] = std::move(slots_[k]);
        slots[i].restart();
      }
  slots_ = std::move(slots);
  scenario_ = std::move(scenario);
  const auto shown = std::ranges::find(scenario_.cases, shown_id, &scenario::Case::id);
  shown_ = shown == scenario_.cases.end()
               ? 0
               : static_cast<std::size_t>(shown - scenario_.cases.begin());
  adopt_saved();
  ++revision_;
}

bool Session::check_file() {
  if (!is_file() || is_saved_trace() || !stamped_) return false;
  const std::optional<FileStamp> stamp = stamp_(text_.name);
  if (!stamp) {
    if (++missing_ != missing_before_complaint) return false;
    complain({text_.name, 0, 0, "the file is not there any more", "gone"});
    return true;
  }
  const bool came_back = missing_ >= missing_before_complaint;
  missing_ = 0;
  if (*stamp == *stamped_ && !came_back) return false;
  stamped_ = stamp;
  attempt([&] {
    ScenarioText text = services_.find(text_.name);
    scenario::Scenario plain =
        scenario::load(text.text, text.name, *services_.vocabulary, services_.presets);
    scenario::Scenario changed = settings_.empty()
                                     ? plain
                                     : scenario::load(text.text, text.name, *services_.vocabulary,
                                                      services_.presets, settings_);
    text_ = std::move(text);
    if (!(plain == plain_)) unchanged_results_.clear();
    plain_ = std::move(plain);
    put_scenario(std::move(changed));
  });
  return true;
}

scenario::Scenario Session::load_with(const std::vector<scenario::Setting>& settings) const {
  return scenario::load(text_.text, text_.name, *services_.vocabulary, services_.presets, settings);
}

bool Session::apply(std::vector<scenario::Setting> settings) {
  if (!is_open() || !has_scenario()) return false;
  return attempt([&] {
    scenario::Scenario changed = settings.empty() ? plain_ : load_with(settings);
    settings_ = std::move(settings);
    if (!(changed == scenario_)) put_scenario(std::move(changed));
  });
}

analysis::Restated Session::restated() const {
  if (settings_.empty()) return {scenario_};
  std::vector<analysis::CaseRuns> runs;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const auto before =
        std::ranges::find(unchanged_results_, scenario_.cases[i].id, &analysis::Result::id);
    runs.push_back({slots_[i].current_result(),
                    before == unchanged_results_.end() ? nullptr : &*before,
                    slots_[i].is_current() ? slots_[i].trace().get() : nullptr});
  }
  return analysis::restated(scenario_, runs);
}

void Session::complain_of_no_scenario() {
  complain({"", 0, 0, "this run comes from no scenario", "no_scenario"});
}

bool Session::save_as(const std::string& path) {
  if (!is_open() || !has_scenario()) return false;
  std::string target;
  const bool written = attempt([&] {
    target = std::filesystem::absolute(path).string();
    std::string text = changes_as_comment(*this);
    text += scenario::to_toml(restated().scenario);
    write_whole(target, text);
    own_files_.made(target);
  });
  return written && open(target);
}

std::string Session::free_name() const {
  if (!is_file()) return own_files_.free_name(scenario_.id + "-changed", ".toml");
  const std::filesystem::path file = text_.name;
  std::string stem = file.stem().string();
  if (!stem.ends_with("-changed")) stem += "-changed";
  return own_files_.free_name((file.parent_path() / stem).string(), ".toml");
}

void Session::stop_runs() {
  for (CaseSlot& slot : slots_)
    if (slot.state() == SlotState::waiting || slot.state() == SlotState::running)
      if (!slot.is_aside()) slot.stop();
}

bool Session::show_case(std::size_t index) {
  if (index >= slots_.size()) return false;
  shown_ = index;
  make_room();
  return true;
}

std::int64_t Session::rows_aside() const {
  std::int64_t rows = 0;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (i != shown_) rows += slots_[i].rows();
  return rows;
}

/// Traces that are not shown go, the largest first, until the others fit.
void Session::make_room() {
  while (rows_aside() > most_rows_aside_) {
    CaseSlot* largest = nullptr;
    for (std::size_t i = 0; i < slots_.size(); ++i)
      if (i != shown_ && (!largest || slots_[i].rows() > largest->rows())) largest = &slots_[i];
    // cppcheck-suppress nullPointer // there are rows aside, so there is one
    largest->put_aside();
  }
}

std::optional<std::size_t> Session::next_to_work() const {
  const auto wants = [this](std::size_t i) {
    const SlotState state = slots_[i].state();
    const bool is_done = state != SlotState::waiting && state != SlotState::running;
    return !is_done && (i == shown_ || !slots_[i].is_aside());
  };
  if (slots_.empty()) return std::nullopt;
  if (wants(shown_)) return shown_;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (wants(i)) return i;
  return std::nullopt;
}

/// Of one case; of a short one there is nothing to tell, and it takes no time.
void Session::foretell_next() {
  while (const std::optional<std::size_t> untold = next_to_foretell()) {
    CaseSlot& slot = slots_[*untold];
    slot.foretell(services_, scenario_, scenario_.cases[*untold]);
    if (slot.foretold()) return;
  }
}

std::optional<std::size_t> Session::next_to_foretell() const {
  if (slots_.empty()) return std::nullopt;
  if (slots_[shown_].wants_to_foretell()) return shown_;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (slots_[i].wants_to_foretell() && !slots_[i].is_aside()) return i;
  return std::nullopt;
}

bool Session::work(std::uint64_t budget) {
  foretell_next();
  const std::optional<std::size_t> next = next_to_work();
  if (!next) return false;
  slots_[*next].work(services_, scenario_, scenario_.cases[*next], budget);
  if (settings_.empty()) note_unchanged(*next);
  if (*next != shown_ && rows_aside() > most_rows_aside_) slots_[*next].put_aside();
  return is_working();
}

std::vector<analysis::Result> Session::results() const {
  std::vector<analysis::Result> results;
  for (const CaseSlot& slot : slots_)
    if (slot.result()) results.push_back(*slot.result());
  return results;
}

bool Session::all_current() const {
  return std::ranges::all_of(slots_, [](const CaseSlot& slot) {
    return slot.is_aside() ||
           (slot.state() != SlotState::waiting && slot.state() != SlotState::running);
  });
}

/// What a case comes to while nothing is changed.
void Session::note_unchanged(std::size_t index) {
  const analysis::Result* const result = slots_[index].current_result();
  if (!result) return;
  std::erase_if(unchanged_results_, [&](const auto& each) { return each.id == result->id; });
  unchanged_results_.push_back(*result);
}

void Session::dismiss() {
  complaints_.clear();
  dismissed_ = {revision_, shown_};
}

std::vector<Complaint> Session::complaints() const {
  std::vector<Complaint> all = complaints_;
  if (is_open() && dismissed_ != std::pair(revision_, shown_))
    all.insert(all.end(), shown_slot().complaints().begin(), shown_slot().complaints().end());
  return all;
}

} // namespace copyscope::gui
