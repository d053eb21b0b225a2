package caseworker

import (
	"fmt"
	"log/slog"
	"slices"
)

// Role is what a member of staff, or a machine of the council, may do.
type Role string

// The roles. Only those of HandedOut can be given to anyone yet; the others keep their names.
const (
	RoleCaseworker    Role = "caseworker"
	RoleDuty          Role = "duty"
	RoleManager       Role = "manager"
	RoleInvestigator  Role = "investigator"
	RoleScrutiny      Role = "scrutiny"
	RoleAuditor       Role = "auditor"
	RoleAdministrator Role = "administrator"
)

// AllRoles lists every role.
func AllRoles() []Role {
	return []Role{
		RoleCaseworker, RoleDuty, RoleManager, RoleInvestigator, RoleScrutiny, RoleAuditor, RoleAdministrator,
	}
}

// HandedOut lists the roles that an account or a token can have.
func HandedOut() []Role { return []Role{RoleCaseworker, RoleManager, RoleScrutiny, RoleAuditor} }

// ReadRole takes a role by its name. A name that is no role, or a role that is not handed out yet,
// is an error in words for whoever typed it.
func ReadRole(s string) (Role, error) {
	switch r := Role(s); {
	case slices.Contains(HandedOut(), r):
		return r, nil
	case slices.Contains(AllRoles(), r):
		return "", fmt.Errorf("the role %s is not handed out yet: use caseworker, manager, scrutiny or auditor", r)
	default:
		return "", fmt.Errorf("there is no role %q: use caseworker, manager, scrutiny or auditor", s)
	}
}

// Staff is who acts: a signed-in person or a machine with a token. A machine is never a person: it
// has read nothing and acknowledged nothing. E-mail and name are personal data, so a Staff prints
// as its ID only.
type Staff struct {
	ID      string
	Email   string // "" for a machine
	Name    string // full name; a machine's own name
	Role    Role
	Machine bool
	Scope   Scope  // of the token that they act with; "" of whoever has signed in
	Job     Job    // what they are to young people; "" where the account does not say
	Team    string // as the council calls it; "" where the account does not say
}

// Format writes the ID, whatever the verb.
func (s Staff) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.ID) }

// LogValue is the ID.
func (s Staff) LogValue() slog.Value { return slog.StringValue(s.ID) }
