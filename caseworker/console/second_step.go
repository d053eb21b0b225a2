package console

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/boombuler/barcode/qr"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

const secondStepPath = "/staff/second-step"

// secondStepPage is one of: how it stands, one being set up, the recovery codes of one that just was.
type secondStepPage struct {
	On, Required bool
	Left         int // recovery codes

	SettingUp bool
	Offer     *drawn // nil where it was shown already
	Recovery  []string
	Problem   string
}

// drawn is a secret for a phone, as a QR code and to type.
type drawn struct {
	Size   int    // of the picture, in modules
	Dark   string // of the picture, as a path
	Groups []string
}

func (c *Console) showSecondStep(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.renderSecondStep(w, r, http.StatusOK, who, secondStepPage{})
}

// offerSecondStep shows a new secret, on the page that answers the form: it is in no address.
func (c *Console) offerSecondStep(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	offer, err := c.Accounts.OfferSecondStep(r.Context(), who, "Sayso "+c.config.Council)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	picture, err := draw(offer)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	c.renderSecondStep(w, r, http.StatusOK, who, secondStepPage{SettingUp: true, Offer: picture})
}

func (c *Console) confirmSecondStep(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	recovery, err := c.Accounts.ConfirmSecondStep(r.Context(), who, r.PostFormValue("code"))
	switch {
	case errors.Is(err, staff.ErrWrong):
		c.renderSecondStep(w, r, http.StatusUnprocessableEntity, who, secondStepPage{SettingUp: true, Problem: "This is not the code that the app shows now. Is the clock of your phone right?"})
	case errors.Is(err, staff.ErrNothingOffered):
		c.renderSecondStep(w, r, http.StatusConflict, who, secondStepPage{Problem: "This was begun again on another page. Set it up there or here anew."})
	case err != nil:
		c.fail(w, r, who, err)
	default:
		c.renderSecondStep(w, r, http.StatusOK, who, secondStepPage{Recovery: recovery})
	}
}

// renderSecondStep shows nothing of the desk to whoever must set it up before anything else: no alarms.
func (c *Console) renderSecondStep(w http.ResponseWriter, r *http.Request, status int, who caseworker.Staff, p secondStepPage) {
	var err error
	if p.On, p.Left, err = c.Accounts.SecondStep(r.Context(), who); err != nil {
		c.fail(w, r, who, err)
		return
	}
	if p.Required = c.config.SecondStep; p.Required && !p.On {
		who = caseworker.Staff{}
	}
	c.render(w, r, status, "second_step", "Your second step", who, p)
}

// quiet is how many modules of white a reader of QR codes needs around one.
const quiet = 4

func draw(offer staff.Offer) (*drawn, error) {
	code, err := qr.Encode(offer.Address, qr.M, qr.Unicode)
	if err != nil {
		return nil, errors.New("a second step cannot be drawn as a QR code") // the error itself may hold it
	}
	var dark strings.Builder
	size := code.Bounds().Dx()
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&dark, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	d := &drawn{Size: size + 2*quiet, Dark: dark.String()}
	for secret := offer.Secret; secret != ""; {
		n := min(4, len(secret))
		d.Groups, secret = append(d.Groups, secret[:n]), secret[n:]
	}
	return d, nil
}
