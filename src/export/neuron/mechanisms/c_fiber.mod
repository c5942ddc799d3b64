: The mammalian C fiber: Sundt, Gamper & Jaffe, J Neurophysiol 114:3140 (2015), axon only.
NEURON {
    SUFFIX c_fiber
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
    kout = 4 (mM)
    gna = 0.04 (S/cm2)
    gk = 0.04 (S/cm2)
    gl = 0.0001 (S/cm2)
    ena = 50 (mV)
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
    el (mV)
    q
    foverrt (/mV)
    minf
    hinf
    ninf
    linf
    mtau (ms)
    htau (ms)
    ntau (ms)
    ltau (ms)
}

STATE { m h n l b }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -90 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/4)
    q = 3^((celsius - 30)/10)
    foverrt = 0.001*9.648e4/(8.315*(273.16 + celsius))
    : The leak reverses where it makes -60 mV the rest of the membrane as published.
    rates(-60)
    el = -60 + (0.04*minf*minf*minf*hinf*(-60 - 50) + 0.04*ninf*ninf*ninf*linf*(-60 + 90))/0.0001
    : one molecule a channel; 4-aminopyridine has no target here
    nafree = 1/(1 + ttx/4)
    kfree = 1/((1 + tea/1.64))
    rates(v)
    m = minf
    h = hinf
    n = ninf
    l = linf
    b = binf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*nafree*(1 - b)*gna*m*m*m*h*(v - ena) + potassium*kfree*gk*n*n*n*l*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    n' = (ninf - n)/ntau
    l' = (linf - l)/ltau
    b' = (binf - b)/btau
}

: x/(exp(x/k) - 1), by its series near the singular point.
FUNCTION falling(x, k) {
    if (fabs(x/k) < 1e-5) {
        falling = k - x/2
    } else {
        falling = x/(exp(x/k) - 1)
    }
}

PROCEDURE rates(v (mV)) {
    LOCAL a, c, u, w
    UNITSOFF
    u = v + 59
    w = v + 71
    a = q*0.32*falling(13.1 - u, 4)
    c = q*0.28*falling(u - 40.1, 5)
    minf = a/(a + c)
    mtau = 1/(quick*(a + c))
    a = q*0.128*exp((17 - w)/18)
    c = q*4/(1 + exp((40 - w)/5))
    hinf = a/(a + c)
    htau = 1/(quick*(a + c))
    : zeta -5 and gamma 0.4 of the source
    a = exp(-5*(v + 32)*foverrt)
    ninf = 1/(1 + a)
    ntau = exp(-2*(v + 32)*foverrt)/(quick*q*0.03*(1 + a))
    : zeta 2 and gamma 1 of the source
    a = exp(2*(v + 61)*foverrt)
    linf = 1/(1 + a)
    ltau = a/(quick*q*0.001*(1 + a))
    : modulated receptor (Bean, Cohen & Tsien, J Gen Physiol 81:613, 1983): Kd 440 uM rested, 10 uM inactivated, 1.5 s
    a = lidocaine*(hinf/440 + (1 - hinf)/10)/1500
    c = 1/1500
    binf = a/(a + c)
    btau = 1/(quick*(a + c))
    UNITSON
}
