package config

import "net/url"

// Origins are the pages that may open the chat: our own, and those that the file names.
func (c Config) Origins() []string {
	own := c.PublicURL
	if u, err := url.Parse(own); err == nil {
		own = u.Scheme + "://" + u.Host
	}
	return append([]string{own}, c.Chat.Origins...)
}
