: The node of a mammalian motor axon: McIntyre, Richardson & Grill, J Neurophysiol 87:995 (2002).
NEURON {
    SUFFIX mrg_node
    NONSPECIFIC_CURRENT i
    RANGE gnaf, gnap, gks, gl, ena, ek, el
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
    kout = 4 (mM)
    gnaf = 3 (S/cm2)
    gnap = 0.01 (S/cm2)
    gks = 0.08 (S/cm2)
    gl = 0.007 (S/cm2)
    ena = 50 (mV)
    el = -90 (mV)
}

ASSIGNED {
    v (mV)
    ek (mV)
    celsius (degC)
    i (mA/cm2)
    qm
    qh
    qs
    mpinf
    minf
    hinf
    sinf
    mptau (ms)
    mtau (ms)
    htau (ms)
    stau (ms)
}

STATE { mp m h s }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -90 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/4)
    qm = 2.2^((celsius - 20)/10)
    qh = 2.9^((celsius - 20)/10)
    qs = 3^((celsius - 36)/10)
    rates(v)
    mp = mpinf
    m = minf
    h = hinf
    s = sinf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*(gnaf*m*m*m*h + gnap*mp*mp*mp)*(v - ena) + potassium*gks*s*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    mp' = (mpinf - mp)/mptau
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    s' = (sinf - s)/stau
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
    a = qm*0.01*linoid(v + 27, 10.2)
    b = qm*0.00025*linoid(-(v + 34), 10)
    mpinf = a/(a + b)
    mptau = 1/(quick*(a + b))
    : The authors' file has 21.4; quotations of the paper print 20.4.
    a = qm*1.86*linoid(v + 21.4, 10.3)
    b = qm*0.086*linoid(-(v + 25.7), 9.16)
    minf = a/(a + b)
    mtau = 1/(quick*(a + b))
    a = qh*0.062*linoid(-(v + 114), 11)
    b = qh*2.3/(1 + exp(-(v + 31.8)/13.4))
    hinf = a/(a + b)
    htau = 1/(quick*(a + b))
    a = qs*0.3/(1 + exp(-(v + 53)/5))
    b = qs*0.03/(1 + exp(-(v + 90)))
    sinf = a/(a + b)
    stau = 1/(quick*(a + b))
    UNITSON
}
