#include "textflag.h"

DATA formQuote<>+0(SB)/1, $0x22
GLOBL formQuote<>(SB), RODATA, $1
DATA formEscape<>+0(SB)/1, $0x5C
GLOBL formEscape<>(SB), RODATA, $1
DATA formControl<>+0(SB)/1, $0x1F
GLOBL formControl<>(SB), RODATA, $1
DATA formZero<>+0(SB)/1, $0x30
GLOBL formZero<>(SB), RODATA, $1
DATA formNine<>+0(SB)/1, $0x09
GLOBL formNine<>(SB), RODATA, $1

// func formAVX2(f *form, b *byte, n int) bool
// The four arrays of a form are 512 bytes each.
TEXT ·formAVX2(SB), NOSPLIT, $0-25
	MOVQ         f+0(FP), DI
	MOVQ         b+8(FP), SI
	MOVQ         n+16(FP), CX
	VPBROADCASTB formQuote<>(SB), Y0
	VPBROADCASTB formEscape<>(SB), Y1
	VPBROADCASTB formControl<>(SB), Y2
	VPBROADCASTB formZero<>(SB), Y3
	VPBROADCASTB formNine<>(SB), Y4
	VPXOR        Y5, Y5, Y5       // what does not fit

loop:
	VMOVDQU  (SI), Y6
	VPXOR    (DI), Y6, Y7
	VPAND    512(DI), Y7, Y7      // differs where it must not
	VPCMPEQB Y0, Y6, Y8
	VPCMPEQB Y1, Y6, Y9
	VPMINUB  Y2, Y6, Y10
	VPCMPEQB Y6, Y10, Y10
	VPOR     Y8, Y9, Y8
	VPOR     Y8, Y10, Y8
	VPAND    1024(DI), Y8, Y8     // ends or escapes where it must not
	VPSUBB   Y3, Y6, Y9
	VPMAXUB  Y4, Y9, Y10
	VPCMPEQB Y4, Y10, Y10         // is a digit
	VPANDN   1536(DI), Y10, Y10   // is none where it must be
	VPOR     Y7, Y5, Y5
	VPOR     Y8, Y10, Y8
	VPOR     Y8, Y5, Y5
	ADDQ     $32, SI
	ADDQ     $32, DI
	DECQ     CX
	JNZ      loop
	VPTEST   Y5, Y5
	SETEQ    ret+24(FP)
	VZEROUPPER
	RET
