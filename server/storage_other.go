//go:build !linux

package main

func checkKeysDir(string) error { return nil }
