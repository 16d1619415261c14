module cgo-cpp

go 1.24
