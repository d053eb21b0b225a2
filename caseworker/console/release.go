package console

import "sayso/caseworker"

func release(f form) caseworker.Act { return caseworker.Release{Version: f.version()} }
