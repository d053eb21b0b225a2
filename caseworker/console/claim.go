package console

import "sayso/caseworker"

func claim(f form) caseworker.Act { return caseworker.Claim{Version: f.version()} }
