module autotools

go 1.24
