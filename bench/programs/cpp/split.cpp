#include "words.h"
#include <regex>
#include <stdexcept>

std::vector<std::string> split(const std::string &text) {
  static const std::regex word("[[:alpha:]]+");
  std::vector<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) words.push_back(at->str());
  if (words.empty()) throw std::invalid_argument("no words");
  return words;
}
