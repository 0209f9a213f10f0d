package pdf

import (
	"encoding/binary"
	"math"
	"testing"
)

// The three primaries together are the white of the profile, and every tag lies in it.
func TestColourProfile(t *testing.T) {
	profile := sRGB()
	if size := binary.BigEndian.Uint32(profile); int(size) != len(profile) {
		t.Errorf("the header says %d bytes, there are %d", size, len(profile))
	}
	tags := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint32(profile[128:])) {
		entry := profile[132+12*i:]
		at, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		if at%4 != 0 || int(at+size) > len(profile) {
			t.Fatalf("%s is at %d, %d bytes of %d", entry[:4], at, size, len(profile))
		}
		tags[string(entry[:4])] = profile[at : at+size]
	}
	for axis := range 3 {
		value := func(tag string) float64 {
			return float64(int32(binary.BigEndian.Uint32(tags[tag][8+4*axis:]))) / 65536
		}
		if sum := value("rXYZ") + value("gXYZ") + value("bXYZ"); math.Abs(sum-value("wtpt")) > 0.0005 {
			t.Errorf("axis %d: the primaries sum to %.4f, white is %.4f", axis, sum, value("wtpt"))
		}
	}
	curve := tags["gTRC"][12:]
	for code, linear := range map[int]float64{0: 0, 255: 1, 128: 0.2159, 10: 0.003035} { // IEC 61966-2-1
		at := float64(code) / 255 * 1023
		sample := float64(binary.BigEndian.Uint16(curve[2*int(math.Round(at)):])) / math.MaxUint16
		if math.Abs(sample-linear) > 0.002 {
			t.Errorf("code %d is %.4f, not %.4f", code, sample, linear)
		}
	}
}
