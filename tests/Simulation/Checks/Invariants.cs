namespace MessageCenter.Simulation.Checks;

/// <summary>The invariants by their ids, each as a sentence. docs/simulation.md says where each is checked.</summary>
internal static class Invariants
{
    public const string M1 = "M1 An acknowledged command is stored at its seq, with its words and its author";
    public const string M2 = "M2 Seqs are 1, 2, 3 without holes";
    public const string M3 = "M3 One command id is one entry and one answer";
    public const string M5 = "M5 What was refused is nowhere";
    public const string M6 = "M6 What was told before comes before";
    public const string M7 = "M7 All readers see the same entries";
    public const string M8 = "M8 A screen ends where the timeline ends";
    public const string M10 = "M10 What is for operators never reaches a contact";
    public const string M13 = "M13 Time never runs backwards in a timeline";
    public const string N1 = "N1 A note is changed from what it said last, and never after it was deleted";
    public const string N2 = "N2 A translation says what the engine said, of an operator's own words";
    public const string S1 = "S1 Nobody has more live conversations than slots";
    public const string S2 = "S2 A slot is taken once and freed once";
    public const string S3 = "S3 Slots shown are slots taken";
    public const string R2 = "R2 Routing chooses among those who are entitled";
    public const string R3 = "R3 Who waits longest comes first";
    public const string R4 = "R4 Nobody waits while an entitled operator has a free slot";
    public const string A1 = "A1 One owner at a time, and only she writes";
    public const string A3 = "A3 No conversation is live without its two people";
    public const string A4 = "A4 Ended stays ended until the contact writes";
    public const string A5 = "A5 A status changes only along the arrows";
    public const string P1 = "P1 Presence is what is so";
    public const string T2 = "T2 Foreign ids are answered like unknown ones";
    public const string U1 = "U1 Unread is what was written by others beyond the mark";
    public const string U2 = "U2 Read marks only rise";
    public const string U3 = "U3 Lists show what is stored";
    public const string D1 = "D1 A visitor's number is never given twice";
    public const string X1 = "X1 Row and timeline say the same";
    public const string L1 = "L1 When faults stop, everything comes to rest";
}
