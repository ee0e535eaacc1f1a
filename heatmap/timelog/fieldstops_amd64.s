#include "textflag.h"

DATA lineBreak<>+0(SB)/1, $0x0A
GLOBL lineBreak<>(SB), RODATA, $1
DATA quoteMark<>+0(SB)/1, $0x22
GLOBL quoteMark<>(SB), RODATA, $1

// func fieldAVX2(commas, ends *uint64, b *byte, n int, comma byte)
TEXT ·fieldAVX2(SB), NOSPLIT, $0-33
	MOVQ         commas+0(FP), DI
	MOVQ         ends+8(FP), DX
	MOVQ         b+16(FP), SI
	MOVQ         n+24(FP), CX
	VPBROADCASTB comma+32(FP), Y0
	VPBROADCASTB lineBreak<>(SB), Y1
	VPBROADCASTB quoteMark<>(SB), Y2

loop:
	VMOVDQU   (SI), Y3
	VMOVDQU   32(SI), Y4
	VPCMPEQB  Y0, Y3, Y5
	VPCMPEQB  Y0, Y4, Y6
	VPMOVMSKB Y5, AX
	VPMOVMSKB Y6, BX
	SHLQ      $32, BX
	ORQ       AX, BX
	MOVQ      BX, (DI)
	VPCMPEQB  Y1, Y3, Y5
	VPCMPEQB  Y2, Y3, Y3
	VPOR      Y3, Y5, Y5
	VPCMPEQB  Y1, Y4, Y6
	VPCMPEQB  Y2, Y4, Y4
	VPOR      Y4, Y6, Y6
	VPMOVMSKB Y5, AX
	VPMOVMSKB Y6, BX
	SHLQ      $32, BX
	ORQ       AX, BX
	MOVQ      BX, (DX)
	ADDQ      $64, SI
	ADDQ      $8, DI
	ADDQ      $8, DX
	DECQ      CX
	JNZ       loop
	VZEROUPPER
	RET
