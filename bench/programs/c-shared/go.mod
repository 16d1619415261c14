module c-shared

go 1.24
