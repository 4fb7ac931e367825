package sqlite

func asChild() {}
