package meaning

import "testing"

// TestHarmByAWorkerIsSoHoweverTheyAreNamed: with their work, their name, the place or only what they do there.
func TestHarmByAWorkerIsSoHoweverTheyAreNamed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		// a member of staff, and where
		"a member of staff at my childrens home grabbed me", "two members of staff at the unit dragged me down the stairs", "staff member at the home punched me in the face",
		"a staff member called Dave slapped me", "one of the staff there hit me with his keys and pushed me over", "member of staff on nights grabbed my arm so hard",
		"one of the workers at my placement pushed me into the wall", "a worker from the hostel shoved me", "staff who work here grab us by the neck", "the staff in the secure unit slapped him",
		"the night staff at our home hurt my wrist", "a member of the team grabbed my throat",
		// in the night
		"one of the night staff got in my bed", "the night worker gets in my bed", "an agency worker at the home came in my bed", "the agency man got into my bed last night",
		// held
		"staff at the unit restrained me and hurt my arm", "staff sat on me", "two staff at the home held me down and i couldnt move", "the staff in the home knelt on my back",
		"I got restrained by two staff for no reason", "he was pinned down by a carer at the home", "they came in and staff restrained me on the floor",
		"two staff put a lad on the floor", "a lad got put on the floor by two staff on sunday", "staff take kids bedding off them as a punishment", "staff regularly lock the food cupboard",
		"carer says things about my hair n my skin. makes me feel disgusting",
		// of somebody else
		"a carer at the home punched him", "a carer at his home slapped my son", "one of the carers hit my daughter", "the foster carer pulls her hair", "a teacher at school grabbed another kid by the neck",
		"staff at my sisters unit pushed her", "his carer at respite smacked him", "the driver on the school run hit him", "my key worker Dave punched Tyler", "a worker at the home kicked one of the younger kids",
		// the one in charge
		"the manager of the home slapped me", "the deputy at my unit threw a chair at me", "the manager at the childrens home grabbed me by my hair", "the home manager shut me in my room and threatened me",
		// by what they do there
		"the woman who runs the home hit me", "the man who works here punched me", "the lady that looks after us slapped my brother", "the bloke on nights grabbed me", "the guy that works nights kissed me",
		"the man who drives me to school touched my leg", "the respite lady smacked him", "the caretaker at school grabbed me", "my mentor kissed me",
		// done to them
		"i was hit by a member of staff", "got punched by one of the staff last night", "he was grabbed by his teacher", "been slapped by my carer again", "she was assaulted by a worker at the home", "my son has been restrained by staff and has marks",
		// and what went before
		"the manager lost it and punched me", "staff came in my room and dragged me out of bed", "my carer went mad then threw a plate at me", "my key worker came in and he grabbed me", "i told my carer and she slapped me",
		"my carers partner hits me", "the support worker at the hostel has been kissing me", "a worker called tracy at my home pushed me down", "the carer who looks after us bent my fingers back",
		"two staff held me down and one sat on my legs", "my bro got thrown against a wall by a staff member", "the deputy manager at the unit squeezed my neck", "one of the agency staff touched my leg", "my foster carer locks me in my room",
		"a teacher at my sons school grabbed him by the throat", "the relief worker smacked my little sister", "staff on nights dragged her out of bed by her hair", "the driver who takes me to school keeps touching my knee",
	} {
		if got := Read(text); !got.Professional || got.Tier != "R3" && got.Tier != "R1" {
			t.Errorf("%q: tier %s, professional %v", text, got.Tier, got.Professional)
		}
	}
}

// TestWhatIsNotOfAWorkerIsNot: a worker is named, and harm or its words, and nobody says that the worker did it.
func TestWhatIsNotOfAWorkerIsNot(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"staff made me do the dishes", "staff at the home made me do the dishes", "my dad punched the staff member", "my dad punched a member of staff at the contact centre", "i punched the staff member",
		"i told a member of staff he hits me", "i told one of the staff at the unit my dad hits me", "staff at the unit know my dad hits me", "my social worker knows he hits me", "the manager of the home saw him punch me",
		"the staff at school did nothing when he hit me", "a lad at the home punched me and staff did nothing", "one of the kids punched me and the staff just watched", "staff at the home never grabbed me",
		"staff at the home grabbed us a mcdonalds", "the carers at the unit threw me a party", "a member of staff threw him a birthday party", "my mentor pushed me to apply for college", "staff at the unit pushed her on the swing",
		"the staff at the home beat me at pool", "staff at school hit me with loads of homework", "a carer at the home pushes him in his wheelchair", "my key worker at the unit dragged me to the shops lol", "staff kicked me off the xbox",
		"im his teacher and he punched me", "as her foster carer she hit me and i need help", "im a support worker at the home and a resident grabbed me",
		"my social worker at the office never rings", "a member of staff at my childrens home is leaving", "one of the night staff got me a drink", "staff at the unit are nice", "the manager of the home is called sue",
		"that college mentor dragged him over the line and he passed his Level 2", "she lives with foster people and she flinches when you move", "he gets called names by his foster carers own kids",
		"my tutor dragged me through my gcses", "the manager pulled me aside for a chat", "staff kissed the baby goodbye", "staff hurt my feelings", "my mums partner hit me and i told staff", "mum slapped me in front of the social worker", "i had a fight with a lad and staff split us up",
	} {
		if got := Read(text); got.Professional {
			t.Errorf("%q: read as harm by a worker: %v", text, got.Because)
		}
	}
}
