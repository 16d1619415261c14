module musl

go 1.24
