#include "textflag.h"

// the last control character
DATA lastControl<>+0(SB)/1, $0x1F
GLOBL lastControl<>(SB), RODATA, $1

// func stopAVX2(m *uint64, b *byte, n int, one, other byte)
TEXT ·stopAVX2(SB), NOSPLIT, $0-26
	MOVQ         m+0(FP), DI
	MOVQ         b+8(FP), SI
	MOVQ         n+16(FP), CX
	VPBROADCASTB one+24(FP), Y0
	VPBROADCASTB other+25(FP), Y1
	VPBROADCASTB lastControl<>(SB), Y2

loop:
	VMOVDQU   (SI), Y3
	VMOVDQU   32(SI), Y4
	VPCMPEQB  Y0, Y3, Y5
	VPCMPEQB  Y1, Y3, Y6
	VPMINUB   Y2, Y3, Y7      // a byte that is its own minimum with 0x1F is at most that
	VPCMPEQB  Y3, Y7, Y7
	VPOR      Y5, Y6, Y5
	VPOR      Y5, Y7, Y5
	VPMOVMSKB Y5, AX
	VPCMPEQB  Y0, Y4, Y8
	VPCMPEQB  Y1, Y4, Y9
	VPMINUB   Y2, Y4, Y10
	VPCMPEQB  Y4, Y10, Y10
	VPOR      Y8, Y9, Y8
	VPOR      Y8, Y10, Y8
	VPMOVMSKB Y8, BX
	SHLQ      $32, BX
	ORQ       AX, BX
	MOVQ      BX, (DI)
	ADDQ      $64, SI
	ADDQ      $8, DI
	DECQ      CX
	JNZ       loop
	VZEROUPPER
	RET
