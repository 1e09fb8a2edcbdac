"""Words that spelling never corrects: words of violence, of bodies and of people.

Somebody who writes that they were held by the throat must not be told that we searched for "threat". Such a word is
often missing from the briefs and a letter away from one that is in many, so being rare says nothing about its spelling.
A wrong correction here changes who did what to whom, or what a search for help is taken to mean. A word in any of its
forms counts: "strangled" is held by "strangle".
"""

from library.search.engine.words import stem

BODIES = """
    abdomen ankle anus anuses armpit artery backside belly bladder blood bloody body bone bottom bowel brain breast
    breath breathe bruise bum buttock cheek chest chin clitoris collarbone ear elbow eye eyebrow face faeces finger
    fist foot forehead foreskin genital groin gum hair hand head heart hip hymen jaw kidney knee kneecap knuckle leg
    limb lip liver lung miscarriage mouth muscle nail navel neck nerve nipple nose nostril organ palm pelvis
    pelvises penis penises pregnancy pregnant private pubic rectum rib saliva scalp scar scrotum semen shin shoulder
    skin skull sperm spine spleen stomach swelling swollen teeth temple testicle thigh throat thumb toe tongue
    tonsil tooth torso urine uterus uteruses vagina vein vulva waist windpipe womb wound wrist
"""
VIOLENCE = """
    abduct abuse acid aggressor ambush arson asphyxiate assailant assault attack banged batter beat beating behead
    beheaded bite blackmail bleed bleeding blindfold bomb bombing bondage breathless brutal bullied bully burn
    catcall chain chase ching chinged choke choking chop clubbed coerce coercion concuss concussion confine confined
    controlling corrosive crucify cruel cruelty crush cuckoo cuckooing cut cyberflash cyberstalk deepfake detain die
    dipped dismember doxx doxxing drown drugged electrocute enslave execute exploit explosion expose fight flash
    flog forced fracture fright frighten gag gaslight genocide gouge grab grabbed groom groomed grope groping gunned
    gunshot hang hanging harass harm hijack hit hitting homicide hostage hound humiliate hurt impale imprison incest
    infanticide injure injury insult intimidate isolate juke juked jumped kick kidnap kill lacerate lash loot lynch
    maim mangle manhandle manslaughter massacre matricide menace merk molest mug mugging murder mutilate neglect
    numb ordeal overdose paedophilia patricide persecute pimp pinch pinned poison poke pounce prey prowl punch
    puncture pursue ransom rape raped reckless restrain riot rob robbery rush ruthless sacrifice savage scald scare
    scratch scream seize sexting sextort sextortion shake shaken shank shoot shooting shove slap slash slaughter
    slave slit smack smash smother snatch snuff spank spike spiked spit spitting splash splatter squash squeeze stab
    stabbing stalk stalker stamp starve steal stifle stomp stone strangle strangulate strangulation strapped strike
    stripped stun suffocate suicide swat tackle tapped taser taunt tear tease terror terrorise terrorist theft
    thrash threat threaten throttle throw thrown thrust thump torment torture touched touching traffick trafficking
    trample trauma tripped upskirt upskirting vandal vengeance vicious victim violate violent voyeur waterboard weep
    whip wrestle
"""
WEAPONS = """
    ammo ammunition axe bat baton bayonet blade bludgeon bottle brick bullet catapult chainsaw chisel cleaver cosh
    crossbow crowbar cutlass dagger dart explosive firearm flick gas glass grenade gun hammer hatchet holster katana
    kerosene knife knuckleduster ligature lighter machete machine mallet matches needle noose nunchuck petrol pistol
    pliers rambo razor revolver rifle rope samurai saw scalpel scissors screwdriver shiv shotgun skewer stanley
    sword syringe tranquilliser trigger truncheon weapon zombie
"""
PEOPLE = """
    adult asylum aunt auntie autistic babies baby bailiff bisexual blind boss boy boyfriend bride bridesmaid brother
    buddies bully burglar carer child childminder christian classmate client coach cousin creditor criminal customer
    dad daddy daughter deaf dealer disabled doctor driver elder enemy family father fella fiance fiancee foster
    friend gang gangster gay girl girlfriend godfather godmother gran grandad granddad granddaughter grandfather
    grandma grandmother grandpa grandparent grandson granny groomer guardian gypsy headteacher hindu homeless
    housemate husband imam immigrant inmate intruder jewish judge kidnapper killer kurdish landlady landlord lawyer
    lesbian lodger lover male mama man manager married migrant minor missus mistress molester mother mugger mum
    mummy murderer muslim neighbor neighbour nephew newborn niece nonbinary nurse offender officer orphan paedophile
    pakistani parent partner passenger passerby pastor pedophile perpetrator pervert pimp polish predator pregnant
    priest prisoner prostitute pupil queer rapist refugee relative robber roma romanian roommate schoolboy
    schoolgirl shooter sibling sikh sister slave smuggler soldier somali son spouse stabber stepbrother stepchild
    stepdad stepdaughter stepfather stepmother stepmum stepsister stepson stranger student suspect teacher teammate
    teenager terrorist thief thieves thug toddler trafficker transgender traveller twin uncle vicar victim villain
    waitress widow widower wife witness woman youngster
"""
DISTRESS = """
    afraid alone anorexia anorexic anxious ashamed betrayed broken bulimia cornered crying cutting dead death
    deceased depressed despair desperate die dying escape flashback fled flee follow followed forced funeral grief
    grieve helpless hide hiding hopeless lonely missing mourn nightmare panic panicking petrified runaway scared
    shame suffer suicidal tearful terrified threatened trapped unsafe upset vanished worthless
"""
STEMS = frozenset(stem(word) for group in (BODIES, VIOLENCE, WEAPONS, PEOPLE, DISTRESS) for word in group.split())


def left(word: str) -> bool:
    """Return whether a word is one that stays as it was typed."""
    return stem(word) in STEMS
