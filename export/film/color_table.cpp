#include "export/film/color_table.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace copyscope::exports {

namespace {

constexpr Rgb opaque = 0xFFFFFF;
constexpr double flat = 1 / 4000.0; // share of all pixels from which on a colour is an area's
constexpr std::size_t most_flat = 128;
constexpr std::size_t most_known = 1 << 18;

struct Entry {
  Rgb color = 0;
  std::uint64_t count = 0;
};

double channel(Rgb color, int which) {
  return (color >> (16 - 8 * which)) & 0xFFU;
}

/// Colours that one is to stand for.
class Cluster {
public:
  explicit Cluster(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (int which = 0; which < 3; ++which)
      measure(which);
  }

  /// What is lost where the mean stands for all.
  double error() const { return error_; }
  bool is_divisible() const { return entries_.size() > 1; }

  Rgb mean() const {
    Rgb color = 0;
    for (const double each : mean_)
      color = color << 8U | static_cast<Rgb>(std::lround(each));
    return color;
  }

  /// Divides it where it is widest, at the mean.
  std::pair<Cluster, Cluster> divided() const {
    const auto below = [&](const Entry& entry) {
      return channel(entry.color, widest_) < mean_[static_cast<std::size_t>(widest_)];
    };
    std::vector<Entry> low, high;
    for (const Entry& entry : entries_)
      (below(entry) ? low : high).push_back(entry);
    return {Cluster(std::move(low)), Cluster(std::move(high))};
  }

private:
  void measure(int which) {
    double weight = 0, sum = 0, squares = 0;
    for (const Entry& entry : entries_) {
      const double value = channel(entry.color, which), count = static_cast<double>(entry.count);
      weight += count;
      sum += count * value;
      squares += count * value * value;
    }
    const double mean = weight > 0 ? sum / weight : 0;
    const double lost = std::max(0.0, squares - sum * mean);
    mean_[static_cast<std::size_t>(which)] = mean;
    error_ += lost;
    if (lost <= widest_error_) return;
    widest_error_ = lost;
    widest_ = which;
  }

  std::vector<Entry> entries_;
  std::array<double, 3> mean_ = {};
  double error_ = 0, widest_error_ = -1;
  int widest_ = 0;
};

std::vector<Entry> by_count(const ColorCount& seen) {
  std::vector<Entry> entries;
  for (const auto& [color, count] : seen.counts())
    entries.push_back({color, count});
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return a.count != b.count ? a.count > b.count : a.color < b.color;
  });
  return entries;
}

int distance(Rgb a, Rgb b) {
  int sum = 0;
  for (int which = 0; which < 3; ++which) {
    const int apart = static_cast<int>(channel(a, which)) - static_cast<int>(channel(b, which));
    sum += apart * apart;
  }
  return sum;
}

} // namespace

void ColorCount::add(const Raster& raster) {
  for (int y = 0; y < raster.height(); ++y)
    for (const std::uint32_t pixel : raster.row(y))
      ++counts_[pixel & opaque];
}

ColorTable::ColorTable(const ColorCount& seen) {
  std::vector<Entry> entries = by_count(seen);
  std::uint64_t pixels = 0;
  for (const Entry& entry : entries)
    pixels += entry.count;
  std::size_t taken = 0;
  while (taken < entries.size() && taken < most_flat &&
         static_cast<double>(entries[taken].count) >= flat * static_cast<double>(pixels))
    colors_.push_back(entries[taken++].color);
  entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(taken));

  std::vector<Cluster> clusters;
  if (!entries.empty()) clusters.emplace_back(std::move(entries));
  while (colors_.size() + clusters.size() < most) {
    const auto worst = std::ranges::max_element(clusters, {}, [](const Cluster& each) {
      return each.is_divisible() ? each.error() : -1.0;
    });
    if (worst == clusters.end() || !worst->is_divisible()) break;
    auto [low, high] = worst->divided();
    *worst = std::move(low);
    clusters.push_back(std::move(high));
  }
  for (const Cluster& cluster : clusters)
    colors_.push_back(cluster.mean());
  if (colors_.empty()) colors_.push_back(0);
}

std::uint8_t ColorTable::nearest(Rgb color) {
  color &= opaque;
  const auto found = known_.find(color);
  if (found != known_.end()) return found->second;
  const auto best =
      std::ranges::min_element(colors_, {}, [color](Rgb each) { return distance(each, color); });
  const auto index = static_cast<std::uint8_t>(best - colors_.begin());
  if (known_.size() >= most_known) known_.clear();
  known_.emplace(color, index);
  return index;
}

} // namespace copyscope::exports
