#ifdef __cplusplus
extern "C" {
#endif
char *date(const char *text);
#ifdef __cplusplus
}
#endif
