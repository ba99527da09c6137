#include "cli/results.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using Fields = std::vector<std::pair<std::string, std::string>>; // path, value as CSV has it

/// Objects within an object become paths with dots; null becomes an empty field.
void flatten(const Json& json, const std::string& prefix, Fields& fields) {
  for (const auto& [key, value] : json.items()) {
    const std::string path = prefix.empty() ? key : fmt::format("{}.{}", prefix, key);
    if (value.is_object())
      flatten(value, path, fields);
    else if (value.is_string())
      fields.emplace_back(path, value.get<std::string>());
    else
      fields.emplace_back(path, value.is_null() ? "" : value.dump());
  }
}

/// Every path that a case has, in order of first appearance: calls differ from method to method.
std::vector<std::string> columns_of(const std::vector<Fields>& rows) {
  std::vector<std::string> columns;
  for (const Fields& row : rows)
    for (const auto& [path, value] : row)
      if (std::ranges::find(columns, path) == columns.end()) columns.push_back(path);
  return columns;
}

} // namespace

std::string results_as_json(const analysis::Report& report) {
  return to_json(report).dump(2) + "\n";
}

std::string results_as_csv(const analysis::Report& report) {
  std::vector<Fields> rows;
  for (const analysis::CaseReport& each : report.cases) {
    rows.push_back({{"scenario", report.scenario}});
    flatten(to_json(each.result), "", rows.back());
  }
  const std::vector<std::string> columns = columns_of(rows);
  std::string csv;
  for (const std::string& column : columns)
    csv += (csv.empty() ? "" : ",") + column;
  csv += '\n';
  for (const Fields& row : rows) {
    std::string line;
    for (const std::string& column : columns) {
      const auto field = std::ranges::find(row, column, &Fields::value_type::first);
      if (&column != &columns.front()) line += ',';
      if (field != row.end()) line += field->second;
    }
    csv += line + '\n';
  }
  return csv;
}

} // namespace copyscope::cli
