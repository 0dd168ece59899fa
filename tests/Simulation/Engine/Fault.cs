namespace MessageCenter.Simulation.Engine;

/// <summary>Everything that may go wrong, by kind. Each seed switches about half of them off.</summary>
internal enum Fault
{
    /// <summary>A grain call never arrives.</summary>
    CallLost,

    /// <summary>A grain call runs, its answer never comes back.</summary>
    AnswerLost,

    /// <summary>A grain call or answer takes seconds, sometimes longer than its caller waits.</summary>
    CallLate,

    /// <summary>A grain call arrives twice.</summary>
    CallDoubled,

    /// <summary>A push to a front is lost.</summary>
    PushLost,

    /// <summary>A push to a front comes late and out of order.</summary>
    PushLate,

    /// <summary>A second activation of a grain lives beside the first.</summary>
    DuplicateActivation,

    /// <summary>An activation is gone without a word.</summary>
    ActivationLost,

    /// <summary>An activation is collected, as it may be at any time.</summary>
    ActivationCollected,

    /// <summary>All activations of a silo are gone at once; the silo lives.</summary>
    DeactivationStorm,

    /// <summary>A tick of a grain's timer is left out.</summary>
    TickLost,

    /// <summary>A tick comes much too late.</summary>
    TickLate,

    /// <summary>The store says conflict without a reason.</summary>
    StoreConflict,

    /// <summary>The store fails and has written nothing.</summary>
    StoreError,

    /// <summary>The store fails and has written.</summary>
    StoreUnknown,

    /// <summary>The store takes seconds.</summary>
    StoreSlow,

    /// <summary>The store answers nobody for a while.</summary>
    StoreDown,

    /// <summary>A silo dies.</summary>
    SiloCrash,

    /// <summary>A silo dies exactly at a labelled point of the code.</summary>
    CrashPoint,

    /// <summary>A silo stands still, is given up by the others, and wakes again.</summary>
    SiloPaused,

    /// <summary>All silos die together.</summary>
    PowerCut,

    /// <summary>A silo stops in good order and a new one comes: a rolling upgrade.</summary>
    SiloRestart,

    /// <summary>A front dies.</summary>
    FrontCrash,

    /// <summary>Two processes do not reach each other, in one or both directions.</summary>
    Partition,

    /// <summary>A silo does not reach the store.</summary>
    StoreCut,

    /// <summary>A socket breaks.</summary>
    SocketBroken,

    /// <summary>All sockets break at once.</summary>
    ReconnectStorm,

    /// <summary>A browser reloads; what is in its storage stays.</summary>
    Reload,

    /// <summary>A client sends a command twice at once, over two sockets where it has two.</summary>
    SendDoubled,

    /// <summary>The clocks of the silos differ by minutes.</summary>
    ClockSkew,

    /// <summary>A silo's clock jumps.</summary>
    ClockJump,

    /// <summary>Slots, groups or the switch change in the middle of everything.</summary>
    SettingsChanged,
}
