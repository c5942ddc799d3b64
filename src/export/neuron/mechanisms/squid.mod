: The squid giant axon: Hodgkin & Huxley, J Physiol 117:500 (1952), in absolute millivolts.
NEURON {
    SUFFIX squid
    NONSPECIFIC_CURRENT i
    RANGE gna, gk, gl, ena, ek, el
    RANGE density, sodium, potassium, leak, kout
    RANGE ttx, tea, ap4, lidocaine
    GLOBAL quick
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
    (mM) = (milli/liter)
    (nM) = (nano/liter)
    (uM) = (micro/liter)
}

PARAMETER {
    : gates this many times as quick: the way to the rest
    quick = 1
    : of the whole membrane, and of its channels and leak, times the published ones; potassium outside
    density = 1
    sodium = 1
    potassium = 1
    leak = 1
    : drugs: tetrodotoxin, TEA, 4-aminopyridine, and lidocaine, which binds the more the more channels are inactivated
    ttx = 0 (nM)
    tea = 0 (mM)
    ap4 = 0 (mM)
    lidocaine = 0 (uM)
    kout = 10 (mM)
    gna = 0.12 (S/cm2)
    gk = 0.036 (S/cm2)
    gl = 0.0003 (S/cm2)
    ena = 50 (mV)
    el = -54.3 (mV)
}

ASSIGNED {
    nafree
    kfree
    binf
    btau (ms)
    v (mV)
    ek (mV)
    celsius (degC)
    i (mA/cm2)
    phi
    minf
    hinf
    ninf
    mtau (ms)
    htau (ms)
    ntau (ms)
}

STATE { m h n b }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -77 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/10)
    phi = 3^((celsius - 6.3)/10)
    : one molecule a channel; TEA and 4-aminopyridine bind to different places
    nafree = 1/(1 + ttx/5.1)
    kfree = 1/((1 + tea/1)*(1 + ap4/1))
    rates(v)
    m = minf
    h = hinf
    n = ninf
    b = binf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*nafree*(1 - b)*gna*m*m*m*h*(v - ena) + potassium*kfree*gk*n*n*n*n*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    n' = (ninf - n)/ntau
    b' = (binf - b)/btau
}

: x/(1 - exp(-x/k)), by its series near the singular point.
FUNCTION linoid(x, k) {
    if (fabs(x/k) < 1e-5) {
        linoid = k + x/2
    } else {
        linoid = x/(1 - exp(-x/k))
    }
}

PROCEDURE rates(v (mV)) {
    LOCAL a, c
    UNITSOFF
    a = phi*0.1*linoid(v + 40, 10)
    c = phi*4*exp(-(v + 65)/18)
    minf = a/(a + c)
    mtau = 1/(quick*(a + c))
    a = phi*0.07*exp(-(v + 65)/20)
    c = phi/(1 + exp(-(v + 35)/10))
    hinf = a/(a + c)
    htau = 1/(quick*(a + c))
    a = phi*0.01*linoid(v + 55, 10)
    c = phi*0.125*exp(-(v + 65)/80)
    ninf = a/(a + c)
    ntau = 1/(quick*(a + c))
    : modulated receptor (Bean, Cohen & Tsien, J Gen Physiol 81:613, 1983): Kd 440 uM rested, 10 uM inactivated, 1.5 s
    a = lidocaine*(hinf/440 + (1 - hinf)/10)/1500
    c = 1/1500
    binf = a/(a + c)
    btau = 1/(quick*(a + c))
    UNITSON
}
