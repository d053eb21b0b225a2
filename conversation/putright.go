package conversation

import "sayso/conversation/meaning"

func (n *turn) putRight(r meaning.Reading, t thought) bool { return false }
