#pragma once
#include <map>
#include <string>
#include <vector>

std::vector<std::string> split(const std::string &text);
std::map<std::string, int> count(const std::vector<std::string> &words);
