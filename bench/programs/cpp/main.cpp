#include "words.h"
#include <exception>
#include <iostream>

int main() {
  for (const auto &[word, times] : count(split("to be or not to be"))) std::cout << word << ' ' << times << '\n';
  try {
    split("123");
  } catch (const std::exception &error) {
    std::cout << "caught: " << error.what() << std::endl;
  }
}
