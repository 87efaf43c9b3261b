"""The passwords everybody tries first; digits and signs around a word are taken off before."""

COMMON = frozenset(
    """
    !qaz2wsx 00000000 01234567 0123456789 0987654321 10203040 1029384756 11111111 1111111111
    11112222 11223344 112233445566 12121212 123123123 12341234 12344321 123454321 1234554321
    12345678 123456789 1234567890 123456a 123456aa 12345abc 1234qwer 123abc123 123mot 123qwe123
    123qweasd 13131313 14725836 147258369 147852369 159357456 19871987 1a2b3c4d 1q2w3e4r
    1q2w3e4r5t 1qaz2wsx 1qazxsw2 20002000 31415926 321321321 456456456 55555555 66666666 741852963
    77777777 789456123 87654321 88888888 963852741 987654321 9876543210 99999999 a1234567
    a12345678 a123456789 a1b2c3d4 aa123456 aaaaaaaa abc12345 abc123abc abcabcabc abcd1234
    abcd12345 abcdefg1 abcdefgh abracadabra access access14 admin admin123 admin1234 adminadmin
    administrator africa afrique ahmed ahmed123 alejandra alejandro alexander alexandra alexandre
    algeria algerie alhamdulillah allah123 allahakbar america american amigos amistad andrew
    android angel angel123 angelito angels anthony antonio apple argentina arsenal asd123asd
    asdf1234 asdfasdf asdfgh asdfghj asdfghjk asdfghjkl asdfjkl ashley asshole austin autumn
    azerty azerty123 azertyuiop babyboy babygirl bailey banana barcelona barcelone baseball
    basketball batman battery bayern bienvenida bienvenido bienvenue bismillah blessed blessing
    bonjour bonjour1 brasil broncos brother bullshit buster butterfly cameroun camille carlos
    carolina caroline champion changeit changeme changeme1 charlie charlie1 chelsea children
    chocolate chouchou christ christophe clave clave123 coffee colegio colombia computer
    contrasena contrasenia contraseña cookie cookies correct correcthorsebatterystaple corvette
    coucou cowboys cristina crystal cupcake dallas daniel danielle daughter december default demo
    demodemo diamond donald doudou doudoune dragon dragonball eagles egypt escuela espana
    esperanza estrella facebook family father fatima february fernando ferrari flower flowers
    football football1 forever forever1 fortnite francais france francisco frederic freedom
    freedom1 friday friend1 friends fuckoff fuckyou fuckyou1 futbol futbol10 gabriela garfield
    george ginger gmail godisgood golden goodbye google google1 guest guest123 habibi habibti
    harley heaven hello hello123 hellohello hockey hola hola1234 holahola horse hotmail houston
    hunter hunter2 ilovegod iloveme iloveu iloveyou iloveyou1 inshallah instagram inter internet
    internet1 iphone isabelle january jehovah jennifer jessica jesus jesus1 jesuschrist jetaime
    jetaimefort jordan jordan23 joshua juventus kalimat kawasaki khadija killer lakers lebanon
    letmein letmein1 letmeinnow letmeinplease libertad liberty linkedin liverpool liverpool1
    lkjhgfdsa login loginlogin lottery loulou lovelove loveme loveyou loveyou1 maggie manchester
    marhaba mariposa maroc maroc123 marseille mashallah master matrix matthew mdp12345 mercedes
    mexico michael michael1 michelle mickey mickeymouse micontrasena microsoft midnight milan
    million minecraft mnbvcxz mohamed mohamed1 mohamed123 mohammed monamour monday money
    moneymoney monkey montamour morocco motdepasse motdepasse1 mother mother1 motorola muhammad
    mustang mylove mypassword naruto nathalie newpassword nicolas nicole ninja nintendo nokia
    nothing november number1 numberone october olympique opensesame orange orange1 outlook
    p@ssw0rd p@ssword pa55word packers palestine papillon partout pass1234 pass12345 passe
    passpass passw0rd password password1 password123 passwords passwort pepper philippe phoenix
    pikachu playstation poiuytrewq pokemon porsche princesa princess princesse private purple
    q1w2e3r4 q1w2e3r4t5 qazwsx qazwsxedc qwe12345 qwe123qwe qweasdzxc qweqweqwe qwer1234 qwerty
    qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyu qwertyui qwertyuiop qwertz rainbow
    ranger realmadrid redsox richard robert roberto roblox root rootroot safety salam123 samsung
    samsung1 scooby sebastian secret secret1 secure123 security senegal september sesame shadow
    shadow1 silver sister snoopy soccer soccer1 soleil spiderman spring spring2024 staple starwars
    steelers stephane strawberry student success summer summer1 summer2020 summer2021 summer2022
    summer2023 summer2024 summer2025 sunday sunshine sunshine1 superman suzuki sweetheart teacher
    teamo teamomucho tennis tequiero test test123 test1234 tester testing testtest thepassword
    thomas thunder tigger toor topsecret toyota trustno1 tunisia tunisie twitter universidad
    universite university user username valentina vanilla venezuela veronica veronique victory
    warrior welcome welcome1 welcometo whatever whatever1 william windows winner winter winter2024
    xbox yahoo yamaha yankees yellow zaq12wsx zaq1zaq1 zxc123zxc zxcvb zxcvbn zxcvbnm zxcvbnm1
    zxcvbnmm كلمةالسر كلمهالسر
    """.split()  # noqa: SIM905  a list of words reads better as a line of words
)
