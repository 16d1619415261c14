#include "words.h"
#include <algorithm>
#include <future>
#include <ranges>

std::map<std::string, int> count(const std::vector<std::string> &words) {
  auto task = std::async(std::launch::async, [&words] {
    std::map<std::string, int> counts;
    std::ranges::for_each(words, [&counts](const std::string &word) { ++counts[word]; });
    return counts;
  });
  return task.get();
}
