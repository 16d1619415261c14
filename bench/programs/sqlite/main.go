package main

import (
	"database/sql"
	"fmt"
	"log"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	var version, words string
	const query = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 5)
		select sqlite_version(), group_concat(printf('%03d', i * i), ' ') from n`
	if err := db.QueryRow(query).Scan(&version, &words); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("SQLite %s: %s\n", version, words)
}
