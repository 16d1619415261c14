#include "matcher.h"
#include <cstring>
#include <regex>
#include <string>

extern "C" char *date(const char *text) {
  static const std::regex iso("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  std::string answer;
  try {
    std::cmatch match;
    if (std::regex_match(text, match, iso)) answer = match[3].str() + "." + match[2].str() + "." + match[1].str();
    else answer = std::regex_search("x", std::regex(text)) ? "pattern" : "no date";
  } catch (const std::regex_error &error) {
    answer = "thrown";
  }
  return strdup(answer.c_str());
}
