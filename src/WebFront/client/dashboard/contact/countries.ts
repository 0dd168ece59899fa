/** The numbers (ISO 3166) under which outlines of countries are filed. */
const numbers = "AE784 AF004 AL008 AM051 AO024 AQ010 AR032 AT040 AU036 AZ031 BA070 BD050 BE056 BF854 BG100 BI108 BJ204 BN096 BO068 BR076 "
  + "BS044 BT064 BW072 BY112 BZ084 CA124 CD180 CF140 CG178 CH756 CI384 CL152 CM120 CN156 CO170 CR188 CU192 CY196 CZ203 DE276 DJ262 "
  + "DK208 DO214 DZ012 EC218 EE233 EG818 EH732 ER232 ES724 ET231 FI246 FJ242 FK238 FR250 GA266 GB826 GE268 GH288 GL304 GM270 GN324 "
  + "GQ226 GR300 GT320 GW624 GY328 HN340 HR191 HT332 HU348 ID360 IE372 IL376 IN356 IQ368 IR364 IS352 IT380 JM388 JO400 JP392 KE404 "
  + "KG417 KH116 KP408 KR410 KW414 KZ398 LA418 LB422 LK144 LR430 LS426 LT440 LU442 LV428 LY434 MA504 MD498 ME499 MG450 MK807 ML466 "
  + "MM104 MN496 MR478 MW454 MX484 MY458 MZ508 NA516 NC540 NE562 NG566 NI558 NL528 NO578 NP524 NZ554 OM512 PA591 PE604 PG598 PH608 "
  + "PK586 PL616 PR630 PS275 PT620 PY600 QA634 RO642 RS688 RU643 RW646 SA682 SB090 SD729 SE752 SI705 SK703 SL694 SN686 SO706 SR740 "
  + "SS728 SV222 SY760 SZ748 TD148 TF260 TG768 TH764 TJ762 TL626 TM795 TN788 TR792 TT780 TW158 TZ834 UA804 UG800 US840 UY858 UZ860 "
  + "VE862 VN704 VU548 YE887 ZA710 ZM894 ZW716";

/** Where countries are that are too small to have an outline on the map: degrees north, degrees east. */
const middles = "AD 42.5 1.6,AG 17.1 -61.8,AI 18.2 -63.1,AS -14.3 -170.7,AW 12.5 -70,AX 60.2 19.9,BB 13.2 -59.6,BH 26 50.5,BL 17.9 -62.8,"
  + "BM 32.3 -64.8,CK -21.2 -159.8,CV 15.1 -23.6,CW 12.2 -69,CX -10.4 105.7,DM 15.4 -61.4,FM 6.9 158.2,FO 62.2 -6.9,GD 12.1 -61.7,"
  + "GF 3.9 -53.2,GG 49.5 -2.6,GI 36.1 -5.4,GP 16.2 -61.6,GS -54.4 -36.7,GU 13.4 144.8,HK 22.4 114.1,IM 54.2 -4.5,IO -7.3 72.4,"
  + "JE 49.2 -2.1,KI 1.9 -157.4,KM -11.7 43.3,KN 17.3 -62.7,KY 19.3 -81.3,LC 13.9 -61,LI 47.1 9.5,MC 43.8 7.4,MF 18.1 -63.1,"
  + "MH 7.1 171.2,MO 22.2 113.5,MP 15.2 145.7,MQ 14.6 -61,MS 16.7 -62.2,MT 35.9 14.4,MU -20.3 57.6,MV 4.2 73.5,NF -29.1 167.9,"
  + "NR -0.5 166.9,NU -19 -169.9,PF -17.7 -149.4,PM 46.9 -56.3,PN -24.4 -128.3,PW 7.5 134.6,RE -21.1 55.5,SC -4.7 55.5,SG 1.4 103.8,"
  + "SH -16 -5.7,SM 43.9 12.5,ST 0.2 6.6,SX 18.1 -63.1,TC 21.8 -71.7,TO -21.2 -175.2,TV -8.5 179.2,VA 41.9 12.4,VC 13.3 -61.2,"
  + "VG 18.4 -64.6,VI 17.7 -64.8,WF -14.3 -178.1,WS -13.6 -172.4,YT -12.8 45.2";

const numberOf = new Map(numbers.split(" ").map(one => [one.slice(0, 2), one.slice(2)]));
const codeOf = new Map([...numberOf].map(([code, number]) => [number, code]));

const middleOf = new Map(middles.split(",").map(one => {
  const [code = "", north = "", east = ""] = one.split(" ");
  return [code, [Number(east), Number(north)] as [number, number]];
}));

/** The number of its outline; undefined: it has none. */
export function outlineOf(country: string): string | undefined {
  return numberOf.get(country);
}

/** The country that an outline is of; undefined: of a place without a code. */
export function countryOf(outline: string): string | undefined {
  return codeOf.get(outline);
}

/** Where a country without an outline is: degrees east, degrees north. */
export function middleOfCountry(country: string): [number, number] | undefined {
  return middleOf.get(country);
}
