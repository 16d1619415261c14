#include <cjson/cJSON.h>
#include <stdio.h>

int main(void) {
  cJSON *json = cJSON_Parse("{ \"name\": \"hello\", \"list\": [1, 2.5, true] }");
  if (json == NULL) return 1;
  printf("cJSON %s: %s\n", cJSON_Version(), cJSON_PrintUnformatted(json));
  cJSON_Delete(json);
  return 0;
}
