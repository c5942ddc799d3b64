: The node of Ranvier of a frog: Frankenhaeuser & Huxley, J Physiol 171:302 (1964), Xenopus laevis.
NEURON {
    SUFFIX frog_node
    NONSPECIFIC_CURRENT i
    RANGE pna, pk, pp, gl, el
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
    kout = 2.5 (mM)
    kin = 120 (mM)
    naout = 114.5 (mM)
    nain = 13.74 (mM)
    pna = 8e-3 (cm/s)
    pp = 0.54e-3 (cm/s)
    pk = 1.2e-3 (cm/s)
    gl = 0.0303 (S/cm2)
    : V_L of the paper is 0.026 mV above V_r, -70 mV
    el = -69.974 (mV)
}

ASSIGNED {
    nafree
    kfree
    binf
    btau (ms)
    v (mV)
    celsius (degC)
    i (mA/cm2)
    q
    minf
    hinf
    ninf
    pinf
    mtau (ms)
    htau (ms)
    ntau (ms)
    ptau (ms)
}

STATE { m h n p b }

INITIAL {
    q = 3^((celsius - 20)/10)
    : one molecule a channel; TEA and 4-aminopyridine bind to different places
    nafree = 1/(1 + ttx/3.6)
    kfree = 1/((1 + tea/0.4)*(1 + ap4/0.013))
    rates(v)
    m = minf
    h = hinf
    n = ninf
    p = pinf
    b = binf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(goldman(v, nain, naout)*(sodium*nafree*(1 - b)*pna*h*m*m + pp*p*p) + goldman(v, kin, kout)*potassium*kfree*pk*n*n + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    n' = (ninf - n)/ntau
    p' = (pinf - p)/ptau
    b' = (binf - b)/btau
}

: Current of an ion of one positive charge, mA/cm2 per cm/s of permeability.
FUNCTION goldman(v (mV), inside (mM), outside (mM)) {
    LOCAL z
    UNITSOFF
    z = 0.001*96485.33212*v/(8.314462618*(celsius + 273.15))
    goldman = 0.001*96485.33212*(inside*linoid(z, 1) - outside*linoid(-z, 1))
    UNITSON
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
    LOCAL a, c, u
    UNITSOFF
    u = v + 70
    a = q*0.36*linoid(u - 22, 3)
    c = q*0.4*linoid(13 - u, 20)
    minf = a/(a + c)
    mtau = 1/(quick*(a + c))
    a = q*0.1*linoid(-10 - u, 6)
    c = q*4.5/(1 + exp((45 - u)/10))
    hinf = a/(a + c)
    htau = 1/(quick*(a + c))
    a = q*0.02*linoid(u - 35, 10)
    c = q*0.05*linoid(10 - u, 10)
    ninf = a/(a + c)
    ntau = 1/(quick*(a + c))
    a = q*0.006*linoid(u - 40, 10)
    c = q*0.09*linoid(-25 - u, 20)
    pinf = a/(a + c)
    ptau = 1/(quick*(a + c))
    : modulated receptor (Bean, Cohen & Tsien, J Gen Physiol 81:613, 1983): Kd 440 uM rested, 10 uM inactivated, 1.5 s
    a = lidocaine*(hinf/440 + (1 - hinf)/10)/1500
    c = 1/1500
    binf = a/(a + c)
    btau = 1/(quick*(a + c))
    UNITSON
}
