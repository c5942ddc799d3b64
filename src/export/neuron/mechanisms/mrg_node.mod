: The node of a mammalian motor axon: McIntyre, Richardson & Grill, J Neurophysiol 87:995 (2002).
NEURON {
    SUFFIX mrg_node
    NONSPECIFIC_CURRENT i
    RANGE gnaf, gnap, gks, gl, ena, ek, el
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
    kout = 4 (mM)
    gnaf = 3 (S/cm2)
    gnap = 0.01 (S/cm2)
    gks = 0.08 (S/cm2)
    gl = 0.007 (S/cm2)
    ena = 50 (mV)
    el = -90 (mV)
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

STATE { mp m h s b }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -90 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/4)
    qm = 2.2^((celsius - 20)/10)
    qh = 2.9^((celsius - 20)/10)
    qs = 3^((celsius - 36)/10)
    : one molecule a channel; 4-aminopyridine has no target here
    nafree = 1/(1 + ttx/3.8)
    kfree = 1/((1 + tea/3.8))
    rates(v)
    mp = mpinf
    m = minf
    h = hinf
    s = sinf
    b = binf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*nafree*(1 - b)*(gnaf*m*m*m*h + gnap*mp*mp*mp)*(v - ena) + potassium*kfree*gks*s*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    mp' = (mpinf - mp)/mptau
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    s' = (sinf - s)/stau
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
    a = qm*0.01*linoid(v + 27, 10.2)
    c = qm*0.00025*linoid(-(v + 34), 10)
    mpinf = a/(a + c)
    mptau = 1/(quick*(a + c))
    : The authors' file has 21.4; quotations of the paper print 20.4.
    a = qm*1.86*linoid(v + 21.4, 10.3)
    c = qm*0.086*linoid(-(v + 25.7), 9.16)
    minf = a/(a + c)
    mtau = 1/(quick*(a + c))
    a = qh*0.062*linoid(-(v + 114), 11)
    c = qh*2.3/(1 + exp(-(v + 31.8)/13.4))
    hinf = a/(a + c)
    htau = 1/(quick*(a + c))
    a = qs*0.3/(1 + exp(-(v + 53)/5))
    c = qs*0.03/(1 + exp(-(v + 90)))
    sinf = a/(a + c)
    stau = 1/(quick*(a + c))
    : modulated receptor (Bean, Cohen & Tsien, J Gen Physiol 81:613, 1983): Kd 440 uM rested, 10 uM inactivated, 1.5 s
    a = lidocaine*(hinf/440 + (1 - hinf)/10)/1500
    c = 1/1500
    binf = a/(a + c)
    btau = 1/(quick*(a + c))
    UNITSON
}
