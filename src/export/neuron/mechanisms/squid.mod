: The squid giant axon: Hodgkin & Huxley, J Physiol 117:500 (1952), in absolute millivolts.
NEURON {
    SUFFIX squid
    NONSPECIFIC_CURRENT i
    RANGE gna, gk, gl, ena, ek, el
    RANGE density, sodium, potassium, leak, kout
    GLOBAL quick
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
    (mM) = (milli/liter)
}

PARAMETER {
    : gates this many times as quick: the way to the rest
    quick = 1
    : of the whole membrane, and of its channels and leak, times the published ones; potassium outside
    density = 1
    sodium = 1
    potassium = 1
    leak = 1
    kout = 10 (mM)
    gna = 0.12 (S/cm2)
    gk = 0.036 (S/cm2)
    gl = 0.0003 (S/cm2)
    ena = 50 (mV)
    el = -54.3 (mV)
}

ASSIGNED {
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

STATE { m h n }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -77 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/10)
    phi = 3^((celsius - 6.3)/10)
    rates(v)
    m = minf
    h = hinf
    n = ninf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*gna*m*m*m*h*(v - ena) + potassium*gk*n*n*n*n*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    n' = (ninf - n)/ntau
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
    LOCAL a, b
    UNITSOFF
    a = phi*0.1*linoid(v + 40, 10)
    b = phi*4*exp(-(v + 65)/18)
    minf = a/(a + b)
    mtau = 1/(quick*(a + b))
    a = phi*0.07*exp(-(v + 65)/20)
    b = phi/(1 + exp(-(v + 35)/10))
    hinf = a/(a + b)
    htau = 1/(quick*(a + b))
    a = phi*0.01*linoid(v + 55, 10)
    b = phi*0.125*exp(-(v + 65)/80)
    ninf = a/(a + b)
    ntau = 1/(quick*(a + b))
    UNITSON
}
