: The mammalian C fiber: Sundt, Gamper & Jaffe, J Neurophysiol 114:3140 (2015), axon only.
NEURON {
    SUFFIX c_fiber
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
    kout = 4 (mM)
    gna = 0.04 (S/cm2)
    gk = 0.04 (S/cm2)
    gl = 0.0001 (S/cm2)
    ena = 50 (mV)
}

ASSIGNED {
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

STATE { m h n l }

INITIAL {
    : Nernst: R T/F, mV, with the constants of the SI
    ek = -90 + 1000*8.314462618*(celsius + 273.15)/96485.33212*log(kout/4)
    q = 3^((celsius - 30)/10)
    foverrt = 0.001*9.648e4/(8.315*(273.16 + celsius))
    : The leak reverses where it makes -60 mV the rest of the membrane as published.
    rates(-60)
    el = -60 + (0.04*minf*minf*minf*hinf*(-60 - 50) + 0.04*ninf*ninf*ninf*linf*(-60 + 90))/0.0001
    rates(v)
    m = minf
    h = hinf
    n = ninf
    l = linf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = density*(sodium*gna*m*m*m*h*(v - ena) + potassium*gk*n*n*n*l*(v - ek) + leak*gl*(v - el))
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
    n' = (ninf - n)/ntau
    l' = (linf - l)/ltau
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
    LOCAL a, b, u, w
    UNITSOFF
    u = v + 59
    w = v + 71
    a = q*0.32*falling(13.1 - u, 4)
    b = q*0.28*falling(u - 40.1, 5)
    minf = a/(a + b)
    mtau = 1/(quick*(a + b))
    a = q*0.128*exp((17 - w)/18)
    b = q*4/(1 + exp((40 - w)/5))
    hinf = a/(a + b)
    htau = 1/(quick*(a + b))
    : zeta -5 and gamma 0.4 of the source
    a = exp(-5*(v + 32)*foverrt)
    ninf = 1/(1 + a)
    ntau = exp(-2*(v + 32)*foverrt)/(quick*q*0.03*(1 + a))
    : zeta 2 and gamma 1 of the source
    a = exp(2*(v + 61)*foverrt)
    linf = 1/(1 + a)
    ltau = a/(quick*q*0.001*(1 + a))
    UNITSON
}
