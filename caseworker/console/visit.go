package console

import "sayso/caseworker"

// visit books one, or moves the one that the path names.
func (c *Console) visit(f form) caseworker.Act {
	zone := c.config.Rules.Zone
	return caseworker.BookVisit{
		Version: f.version(), ID: f.PathValue("visit"), Conversation: f.text("conversation"),
		At: f.at("day", "from", zone), Until: f.at("day", "until", zone), Place: f.text("place"), With: f.text("with"),
	}
}
