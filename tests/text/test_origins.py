"""Whose words a sentence gives, over classes of press sentences: verbs, adverbials, papers, passives, the nameless."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.text.analysed import LEAD, analysed

AUTHOR, NOBODY = "", "?"
"""The article says it itself; reported, with nobody in sight."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A sentence and words of the origin of all its statements."""

    text: str
    origin: str


ADVERBS = (
    Voice("Londres a en revanche reconnu un incident similaire en 2022.", "Londres"),
    Voice(
        "Deux des employés ont cependant confirmé à notre rédaction l'existence de ces échanges.", "Deux des employés"
    ),
    Voice("Le maire admet seulement avoir reçu un promoteur en novembre.", "maire"),
    Voice("La préfète reconnaît toutefois s'être rendue sur place le 6 janvier.", "préfète"),
    Voice("Le mouvement a toutefois admis en soirée avoir évacué deux villages.", "mouvement"),
    Voice("L'agence régionale de santé recense désormais 23 malades dans la vallée.", "agence régionale de santé"),
    Voice("La direction concède du bout des lèvres avoir tardé à prévenir les riverains.", "direction"),
    Voice("Le syndicat a d'ores et déjà annoncé une nouvelle journée de grève.", "syndicat"),
    Voice("Le ministère a par ailleurs précisé que la mesure entrerait en vigueur en mars.", "ministère"),
    Voice("Le parquet a, dans la foulée, confirmé l'ouverture d'une enquête.", "parquet"),
    Voice("La maire dit volontiers que le port est trop petit.", "maire"),
    Voice("Le directeur a lui-même reconnu que les comptes étaient faux.", "directeur"),
    Voice("Les avocats ont tous deux affirmé que leur client était absent.", "avocats"),
    Voice("La société a fini par reconnaître que des données avaient fuité.", "société"),
)
SET_OFF = (
    Voice("Plus réservé, Thomas Kerguen, du cabinet Arval, juge que la dette est trop haute.", "Thomas Kerguen"),
    Voice("Très remontée, Anne Lorieux, adjointe à l'école, dénonce un abandon.", "Anne Lorieux"),
    Voice("Sceptique, Paul Auvrard, économiste à l'université, estime que la mesure coûtera cher.", "Paul Auvrard"),
    Voice("Furieux, le parti exige un vote.", "parti"),
    Voice("Moins optimiste, le cabinet Arval table sur une hausse de 3 %.", "cabinet Arval"),
    Voice("Joint lundi, un élu a toutefois dit, sous le couvert de l'anonymat, avoir reçu neuf lettres.", "un élu"),
    Voice("Une autre partie civile, infirmière, soupçonne sa banque d'avoir fermé les yeux.", "partie civile"),
    Voice("Le leader du club, l'Espagnol Íñigo Barral, réclame des équipiers en montagne.", "Barral"),
    Voice("La ministre, l'Italienne Paola Ferri, affirme que le texte passera.", "Ferri"),
    Voice("Les élus s'inquiètent pour la rentrée.", "élus"),
    Voice("Les riverains s'élèvent contre le projet.", "riverains"),
    Voice("L'entreprise a gagné 3 millions, là où le consensus tablait sur 5 millions.", AUTHOR),
)
BEFORE_A_NAME = (
    Voice("Selon plusieurs sources concordantes, Paul Auvrard (Les Verts) aurait refusé le poste.", "sources"),
    Voice("D'après deux participants, Anne Lorieux se serait opposée au projet.", "deux participants"),
    Voice("Selon un proche du dossier, Paul Auvrard (LR) aurait quitté la ville.", "un proche"),
    Voice("Selon la maire, Paul Auvrard a signé le contrat.", "maire"),
    Voice("Selon la maire, Anne Lorieux, le pont rouvrira en mai.", "Anne Lorieux"),
    Voice("Selon l'un de ses avocats, Jean Dorval, le dossier est vide.", "Jean Dorval"),
    Voice("La digue a cédé, raconte un habitant, Jean Dorval.", "Jean Dorval"),
)
FINDINGS = (
    Voice("Le ministère a compté 28 % de grévistes dans les collèges.", "ministère"),
    Voice("La préfecture dénombre 400 maisons inondées dans la vallée.", "préfecture"),
    Voice("Le syndicat en annonce plus de 55 %.", "syndicat"),
    Voice("La police a recensé 3 400 manifestants, les organisateurs 9 000.", "police"),
    Voice("La mairie chiffre les dégâts à 3 millions d'euros.", "mairie"),
    Voice("L'association évalue à 300 le nombre de familles concernées.", "association"),
    Voice("Les pompiers font état de douze blessés.", "pompiers"),
    Voice("Le rapport pointe de graves lacunes dans la gestion de l'eau.", "rapport"),
    Voice("Une étude de l'Institut d'agronomie de Morville montre un léger gain de rendement.", "tude de l'Institut"),
    Voice("Une étude menée à Morville révèle que l'eau est polluée.", "tude"),
    Voice("Il ressort du rapport que la digue n'a jamais été inspectée.", "rapport"),
    Voice("Il ressort de l'enquête que le gardien dormait.", "enquête"),
    Voice("Des chiffres publiés par le ministère font apparaître une hausse de 12 % des plaintes.", "ministère"),
    Voice(
        "Dans un sondage Opinéa publié mardi, 61 % des personnes interrogées jugent que le maire doit partir.",
        "sondage",
    ),
    Voice("Le jugement relève que la société a caché les résultats.", "jugement"),
    Voice("Aux termes du contrat, la commune doit payer la moitié des travaux.", "contrat"),
    Voice("Le procès-verbal décrit une scène confuse.", "procès-verbal"),
    Voice("Selon les termes de l'accord, le port sera cédé en mars.", "accord"),
)
INCISES = (
    Voice("« On nous parle d'équité », s'étrangle sa présidente, Odile Garrec.", "Odile Garrec"),
    Voice("« On nous parle d'équité, s'étrangle sa présidente, Odile Garrec. Et les enfants ? »", "Odile Garrec"),
    Voice("« C'est un scandale », s'étouffe la députée Mona Quist.", "Mona Quist"),
    Voice("« Nous tiendrons », se persuade le capitaine.", "capitaine"),
    Voice("Le port est perdu, se désole un pêcheur.", "pêcheur"),
    Voice("Un ministre s'y opposerait encore, glisse l'une d'elles.", "l'une d'elles"),
    Voice("Le train sera en retard, croit savoir la presse locale.", "presse locale"),
    Voice("Le train sera en retard, apprend-on de source syndicale.", "source syndicale"),
    Voice("Le train est en retard, fait-on valoir à la direction.", "direction"),
    Voice("Le train est en retard, indique-t-on à la préfecture.", "préfecture"),
    Voice("« Des fantasmes », balaie l'avocat.", "avocat"),
    Voice("« Aucune donnée n'est sortie de nos systèmes », martèle-t-on au siège de Vauclair.", "siège de Vauclair"),
    Voice("Le pont sera fermé, a-t-il été indiqué par la préfecture.", "préfecture"),
    Voice("Le pont sera fermé, a-t-il été précisé.", NOBODY),
    Voice("Le pont sera fermé, a-t-on appris auprès de la préfecture.", "préfecture"),
    Voice("Le pont sera fermé, a-t-on appris mardi de source policière.", "source policière"),
    Voice("Le pont sera fermé, a appris Le Fanal de Morville.", "Fanal"),
    Voice("Le pont sera fermé, a tweeté le ministre.", "ministre"),
    Voice("Le pont sera fermé, a posté sur X le ministre.", "ministre"),
    Voice("« Rien n'est joué », veut croire l'entraîneur.", "entraîneur"),
    Voice("« Rien n'est joué », philosophe le gardien.", "gardien"),
    Voice("« Rien n'est joué », confie Hugo Marnay au micro de Radio Sud.", "Hugo Marnay"),
    Voice("« Rien n'est joué », confie au Fanal Hugo Marnay.", "Hugo Marnay"),
    Voice("Rien n'est joué, à entendre le maire.", "maire"),
)
PREPOSITIONS = (
    Voice("Au dire du maire, le pont est solide.", "maire"),
    Voice("Aux dires de plusieurs témoins, le conducteur avait bu.", "témoins"),
    Voice("De l'avis général, la réforme est perdue.", NOBODY),
    Voice("Du point de vue de la direction, rien ne presse.", "direction"),
    Voice("Du côté de la mairie, on assure que le dossier avance.", "mairie"),
    Voice("Côté syndical, on dénonce une provocation.", "syndical"),
    Voice("À la mairie, on dément toute pression.", "mairie"),
    Voice("Chez les salariés, on redoute un plan social.", "salariés"),
    Voice("Dans l'entourage du ministre, on jure que rien n'est décidé.", "ministre"),
    Voice("D'après les calculs de l'association, 300 familles seraient concernées.", "association"),
    Voice("Selon des chiffres du ministère publiés jeudi, 300 écoles ferment.", "ministère"),
    Voice("Selon nos informations, le maire va démissionner.", "informations"),
    Voice("D'après nos informations, le maire va démissionner.", "informations"),
    Voice("Selon une note interne que nous avons pu consulter, le site fermera en 2027.", "note interne"),
    Voice("Sous la plume de son directeur, Le Fanal révèle que le maire a menti.", "Fanal"),
    Voice("Dans les colonnes du Fanal, le maire promet de rester.", "maire"),
    Voice("Sur l'antenne de Radio Sud, le ministre a promis une aide.", "ministre"),
    Voice("Dans une lettre adressée aux parents, la rectrice annonce la fermeture de l'école.", "rectrice"),
    Voice("Dans son rapport, la Cour des comptes juge la dépense excessive.", "Cour des comptes"),
    Voice("Pour l'opposition, ce budget est une provocation.", "opposition"),
    Voice("Aux yeux des écologistes, ce barrage est inutile.", "écologistes"),
    Voice("De source judiciaire, on indique que trois hommes sont poursuivis.", "source judiciaire"),
    Voice("Trois hommes sont poursuivis, indique-t-on de source proche de l'enquête.", "source proche de l'enquête"),
    Voice("Trois hommes ont été arrêtés, a-t-on appris vendredi auprès du parquet.", "parquet"),
    Voice("De mémoire de pêcheur, on n'a jamais vu une telle tempête.", AUTHOR),
    Voice("S'il faut en croire le maire, le pont est solide.", "maire"),
    Voice("À lire le rapport, la digue est condamnée.", "rapport"),
    Voice("Si l'on en croit les riverains, l'usine tourne la nuit.", "riverains"),
    Voice("D'après ce qu'a déclaré le procureur, l'arme n'a pas été retrouvée.", "procureur"),
    Voice("Comme le rappelle la Cour des comptes, la dette a doublé.", "Cour des comptes"),
    Voice("Ainsi que l'a révélé Le Fanal, le maire a touché 3 000 euros.", "Fanal"),
    Voice("Le pont, au dire des ingénieurs, est solide.", "ingénieurs"),
)
PASSIVES = (
    Voice("La fermeture du site a été annoncée mardi par la direction.", "direction"),
    Voice("L'attaque a été revendiquée mardi soir par Nightjar, un collectif inconnu.", "Nightjar"),
    Voice("L'information, révélée par Le Fanal, a été confirmée par le ministère.", "ministère"),
    Voice("Deux diplomates, soupçonnés d'espionnage, ont été expulsés.", AUTHOR),
    Voice("Il a été décidé de fermer le pont, a fait savoir la préfecture.", "préfecture"),
    Voice("Le maire est accusé par l'opposition d'avoir menti.", "opposition"),
)
NOUNS = (
    Voice("Le ministre a exprimé la crainte que le pont ne s'effondre.", "ministre"),
    Voice("La maire a fait part de son inquiétude.", "maire"),
    Voice("Le syndicat crie au scandale.", "syndicat"),
    Voice("Le maire a laissé entendre que le pont serait fermé.", "maire"),
    Voice("Le préfet se veut rassurant : « La digue tiendra jusqu'au printemps. »", "préfet"),
    Voice("Une conseillère se veut plus nuancée : « On lui a dit que ce serait plus confortable. »", "conseillère"),
    Voice(
        "L'entraîneur, Tomas Verrel, n'a pas caché son agacement : « Si on me le prend, ne me demandez rien. »",
        "Tomas Verrel",
    ),
    Voice("Même constat chez les pêcheurs : la ressource disparaît.", "pêcheurs"),
    Voice("Le mot d'ordre du syndicat est clair : pas de reprise avant lundi.", "syndicat"),
    Voice("Leur hantise : voir l'usine fermer avant Noël.", AUTHOR),
)
NAMELESS = (
    Voice("Un ministre, sous couvert d'anonymat, assure que le texte est mort.", "ministre"),
    Voice("Des voisins racontent que la maison était vide.", "voisins"),
    Voice("Une mère lâche que personne ne l'a prévenue.", "mère"),
    Voice("D'autres le croient manipulé par un avocat parisien.", "D'autres"),
    Voice("Certains y voient une manœuvre du maire.", "Certains"),
    Voice("Beaucoup pensent que le maire ment.", "Beaucoup"),
    Voice("Plusieurs élus de la majorité jugent le texte dangereux.", "élus"),
    Voice("Un proche du ministre souffle que le texte sera retiré.", "proche"),
    Voice("Deux sources concordantes évoquent un accord imminent.", "sources"),
    Voice("L'un de ses lieutenants jure qu'il ne renoncera pas.", "lieutenants"),
    Voice("La plupart des riverains disent n'avoir rien entendu.", "riverains"),
    Voice("Nombre d'observateurs s'attendent à une défaite.", "observateurs"),
    Voice("Une partie des salariés redoute la fermeture du site.", "salariés"),
    Voice("Il se dit que le maire va partir.", NOBODY),
    Voice("Le bruit court que le maire va partir.", NOBODY),
    Voice("On raconte que le maire va partir.", NOBODY),
    Voice("Une rumeur court : le maire aurait vendu sa maison.", NOBODY),
)
MEDIA = (
    Voice("Selon Le Fanal, qui cite un proche du dossier, le site sera vendu.", "proche du dossier"),
    Voice("« Nous tiendrons », a dit le colonel, cité par l'agence Corvel.", "colonel"),
    Voice("Le colonel a dit à l'agence Corvel que la ville était prise.", "colonel"),
    Voice("Interrogé par Le Fanal, le maire a refusé de commenter.", AUTHOR),
    Voice("Joint par téléphone, le maire assure n'avoir rien signé.", "maire"),
    Voice("Contactée, la direction n'a pas donné suite.", AUTHOR),
    Voice("Le groupe n'a pas souhaité réagir.", AUTHOR),
    Voice("Le groupe refuse de commenter ces informations.", AUTHOR),
    Voice("Le commandant refuse de parler de retard.", "commandant"),
    Voice("Elle ne fait aucun commentaire.", AUTHOR),
)
RELATIVES = (
    Voice("La directrice, à qui l'on reproche son silence, répond que tout a été fait.", "directrice"),
    Voice("L'avocat Paul Auvrard, qui défend la famille, parle d'un accident.", "Paul Auvrard"),
)
FRAMES = (
    Voice("Le maire se dit favorable au projet.", "maire"),
    Voice("La Commission s'est dite « vivement préoccupée ».", "Commission"),
    Voice("La Commission dit avoir écrit au ministre dès novembre.", "Commission"),
    Voice("Le maire prête au préfet l'intention de fermer le pont.", "maire"),
    Voice("Le préfet impute l'accident au brouillard.", "préfet"),
    Voice("Les experts attribuent cette hausse à la sécheresse.", "experts"),
    Voice("L'ONG accuse l'armée d'avoir bombardé l'hôpital.", "ONG"),
    Voice("La juge soupçonne l'élu d'avoir menti.", "juge"),
    Voice("L'opposition reproche au maire d'avoir menti.", "opposition"),
    Voice("L'opposition reproche au maire son silence.", "opposition"),
    Voice("Le directeur met cet échec sur le compte de la météo.", "directeur"),
    Voice("Le maire invoque un retard de livraison.", "maire"),
    Voice("Le gouvernement table sur une croissance de 1 %.", "gouvernement"),
    Voice("La banque prévoit une baisse de ses bénéfices.", "banque"),
    Voice("Le ministre a promis que les victimes seraient indemnisées.", "ministre"),
    Voice("L'armée dit avoir abattu douze drones.", "armée"),
    Voice("L'armée affirme avoir détruit un pont et revendique la prise de deux villages.", "armée"),
    Voice("Le premier ministre a salué un accord historique.", "premier ministre"),
    Voice("L'institut table désormais sur une récolte en baisse de 12 %.", "institut"),
    Voice("La procureure a ajouté qu'une expertise était en cours.", "procureure"),
    Voice("Le maire s'est borné à rappeler que le dossier était instruit.", "maire"),
    Voice("Le maire n'a pas exclu que le pont soit fermé.", "maire"),
    Voice("Il n'est pas question de fermer le pont, tranche la préfète.", "préfète"),
    Voice("Le pont, tranche la préfète, restera ouvert.", "préfète"),
    Voice("Pas question, prévient le maire, de fermer le pont.", "maire"),
    Voice("Tout en reconnaissant que le calendrier est serré, le ministre maintient la réforme.", "ministre"),
    Voice("Le ministre maintient la réforme, tout en reconnaissant que le calendrier est serré.", "ministre"),
    Voice("Le maire l'a redit hier : le pont restera ouvert.", "maire"),
    Voice("La mairie y voit un progrès.", "mairie"),
    Voice("L'armée varne compte sur une livraison avant Noël.", "armée varne"),
    Voice("Le document ne dit pas qui a payé.", AUTHOR),
    Voice("L'expert ne dit pas autre chose : la digue est morte.", "expert"),
    Voice("Le message du préfet est limpide : il ne faut pas sortir.", "préfet"),
    Voice("Le verdict des experts est sans appel : la digue est condamnée.", "experts"),
    Voice("Réponse de l'intéressé : « Je n'ai rien signé. »", "intéressé"),
    Voice("Réplique du maire : « Tout cela est faux. »", "maire"),
    Voice("La digue tiendra, dixit le préfet.", "préfet"),
)
PRESS = (
    Voice("Selon des sources concordantes, le ministre partira en mars.", "sources concordantes"),
    Voice("D'après plusieurs sources internes au groupe, le site fermera.", "sources internes"),
    Voice("Une source gouvernementale assure que le texte sera retiré.", "source gouvernementale"),
    Voice("« Il n'y a pas le feu », tempère-t-on à Matignon.", "Matignon"),
    Voice("Au ministère, on se borne à rappeler que l'enquête suit son cours.", "ministère"),
    Voice("Dans les rangs de la majorité, on s'inquiète d'un revers.", "majorité"),
    Voice("Le ministre l'a répété lundi : il n'y aura pas de hausse d'impôts.", "ministre"),
    Voice("Le ministre n'en démord pas : il n'y aura pas de hausse d'impôts.", "ministre"),
    Voice("Pour le ministre, pas question de reculer.", "ministre"),
    Voice("Pas question de reculer, martèle le ministre.", "ministre"),
    Voice("À l'hôpital, on confirme que douze patients sont en réanimation.", "hôpital"),
    Voice("La préfecture confirme que douze patients sont en réanimation.", "préfecture"),
    Voice("Un rapport de la Cour des comptes épingle la gestion du port.", "rapport de la Cour des comptes"),
    Voice("La Cour des comptes épingle la gestion du port.", "Cour des comptes"),
    Voice("La Cour des comptes pointe une gestion opaque.", "Cour des comptes"),
    Voice("La chambre régionale des comptes étrille la gestion de la commune.", "chambre régionale"),
    Voice("L'association alerte sur la pollution de la rivière.", "association"),
    Voice("Les syndicats s'alarment d'une vague de départs.", "syndicats"),
    Voice("Les syndicats craignent 300 suppressions de postes.", "syndicats"),
    Voice("Le patronat redoute une hausse des charges.", "patronat"),
    Voice("La Banque centrale table sur une inflation de 2 %.", "Banque centrale"),
    Voice("Les météorologues annoncent de fortes pluies pour jeudi.", "météorologues"),
    Voice("Les scientifiques estiment que le glacier disparaîtra avant 2060.", "scientifiques"),
    Voice("Des chercheurs de l'université de Morville ont montré que l'eau est polluée.", "chercheurs"),
    Voice("L'équipe conclut que le traitement est sans danger.", "équipe"),
    Voice("Les auteurs concluent à l'absence de risque.", "auteurs"),
    Voice("Les auteurs de l'étude soulignent que l'échantillon est réduit.", "auteurs"),
    Voice("La police attribue l'attaque à un groupe rebelle.", "police"),
    Voice("L'armée accuse les rebelles d'avoir tiré les premiers.", "armée"),
    Voice("Les rebelles rejettent la responsabilité de l'attaque sur l'armée.", "rebelles"),
    Voice("Kiev accuse Moscou d'avoir frappé un hôpital.", "Kiev"),
    Voice("Moscou dément avoir frappé un hôpital.", "Moscou"),
    Voice("Le Kremlin assure que la trêve tient.", "Kremlin"),
    Voice("La Maison-Blanche a qualifié l'accord d'historique.", "Maison-Blanche"),
    Voice("Le porte-parole du gouvernement a évoqué une simple erreur.", "porte-parole"),
    Voice("Son avocate plaide la légitime défense.", "avocate"),
    Voice("La défense plaide l'accident.", "défense"),
    Voice("L'accusation soutient que le geste était prémédité.", "accusation"),
    Voice("Le ministère public a requis dix ans de prison.", "ministère public"),
    Voice("L'expert psychiatre a décrit un homme froid.", "expert"),
    Voice("Interrogé sur ce point, le prévenu a juré qu'il ne savait rien.", "prévenu"),
    Voice("Entendu par les gendarmes, le conducteur a affirmé avoir été ébloui.", "conducteur"),
    Voice("Le procureur a fait savoir dans un communiqué que deux hommes étaient poursuivis.", "procureur"),
    Voice("Deux hommes sont poursuivis, a fait savoir dans un communiqué le procureur.", "procureur"),
    Voice("Selon L'Équipe du Sud, le gardien a signé pour trois ans.", "quipe du Sud"),
    Voice("Le gardien a signé pour trois ans, croit savoir L'Équipe du Sud.", "quipe du Sud"),
    Voice("Comme l'a écrit Le Fanal, le gardien partira en juin.", "Fanal"),
    Voice("Le Fanal écrit que le gardien partira en juin.", "Fanal"),
    Voice("À en croire la presse italienne, le gardien partira en juin.", "presse italienne"),
    Voice("L'entraîneur assume : « Je ne changerai rien. »", "entraîneur"),
    Voice("L'entraîneur a balayé la rumeur d'un revers de main.", "entraîneur"),
    Voice("Le joueur a mis les choses au point : il restera.", "joueur"),
    Voice("Le groupe dit tabler sur un retour aux bénéfices en 2027.", "groupe"),
    Voice("Le groupe se dit confiant.", "groupe"),
    Voice("Le groupe précise n'avoir reçu aucune offre.", "groupe"),
    Voice("Le groupe indique que 300 postes seront supprimés, sans licenciement sec.", "groupe"),
    Voice("Les salariés, eux, dénoncent un passage en force.", "salariés"),
    Voice("« C'est un coup de massue », réagit Julie, caissière depuis douze ans.", "Julie"),
    Voice("« C'est un coup de massue », réagit une caissière, sous le choc.", "caissière"),
    Voice("Julie, caissière, retient ses larmes : « C'est un coup de massue. »", "Julie"),
    Voice("« On a tout perdu », lâche, les yeux rougis, un commerçant.", "commerçant"),
    Voice("« On a tout perdu », lâche dans un souffle un commerçant de la rue Haute.", "commerçant"),
    Voice("Tout porte à croire à un accident, selon le parquet.", "parquet"),
    Voice("La thèse de l'accident est privilégiée, selon une source policière.", "source policière"),
    Voice("Le bilan officiel fait état de douze morts.", "bilan"),
    Voice("Un premier bilan fait état de douze morts.", "bilan"),
    Voice("Le bilan est de douze morts, selon un décompte de l'agence Corvel.", "agence Corvel"),
    Voice("Un décompte de l'agence Corvel fait état de douze morts.", "agence Corvel"),
    Voice("L'opposition réclame la démission du ministre.", "opposition"),
    Voice("L'opposition a réclamé, par la voix de son chef, la démission du ministre.", "opposition"),
    Voice("« Trop cher, trop loin », résume Ana Rol.", "Ana Rol"),
    Voice("La mairie se défend de toute négligence.", "mairie"),
    Voice("Ni la mairie ni la préfecture n'ont souhaité commenter.", AUTHOR),
    Voice("Il a été reconnu coupable par le tribunal.", AUTHOR),
    Voice("Le tribunal l'a reconnu coupable.", AUTHOR),
    Voice("Le tribunal a estimé que la faute était établie.", "tribunal"),
    Voice("Les juges ont considéré que la faute était établie.", "juges"),
    Voice("Dans leur jugement, les magistrats relèvent que la faute est établie.", "magistrats"),
    Voice("La loi prévoit que le maire soit consulté.", AUTHOR),
    Voice("Le maire y explique que le contrat a été signé.", "maire"),
    Voice("La lettre précise que le contrat a été signé.", "lettre"),
    Voice("Ce que confirme le maire : « Nous avons signé. »", "maire"),
    Voice("Même son de cloche du côté de la préfecture : rien n'est signé.", "préfecture"),
    Voice("Un argument que réfute le maire : le contrat est clair.", "maire"),
    Voice("Faux, répond le maire : le contrat est clair.", "maire"),
    Voice("Le maire persiste et signe : le contrat est clair.", "maire"),
    Voice("Et le maire de conclure : « Le contrat est clair. »", "maire"),
    Voice("Le maire ajoute : « Le contrat est clair. »", "maire"),
    Voice("Un contrat « clair », selon les mots du maire.", "maire"),
    Voice("Un contrat « clair », pour reprendre les mots du maire.", "maire"),
    Voice("Un contrat que le maire juge « clair ».", "maire"),
)


@pytest.mark.parametrize(
    "case",
    [
        *ADVERBS,
        *SET_OFF,
        *BEFORE_A_NAME,
        *FINDINGS,
        *INCISES,
        *PREPOSITIONS,
        *PASSIVES,
        *NOUNS,
        *NAMELESS,
        *MEDIA,
        *RELATIVES,
        *FRAMES,
        *PRESS,
    ],
    ids=lambda case: case.text,
)
def test_origins(case: Voice) -> None:
    """Every statement of the sentence, asides apart, comes from the same origin, which is whom the sentence says."""
    found = analysed(LEAD + case.text).readings
    readings = [r for r in found if r.statement.start >= len(LEAD) - 1 and not r.nested]
    assert readings
    for reading in readings:
        origin = reading.chain[0].holder.name.replace("’", "'") if reading.chain else ""
        if case.origin in (AUTHOR, NOBODY):
            assert reading.source_type == ("author" if case.origin == AUTHOR else "unspecified"), origin
        else:
            assert case.origin.casefold() in origin.casefold()


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences, words of the last statement that is asked for, and words of its origin."""

    text: str
    words: str
    origin: str


SAID = (
    Said("Le maire a reçu la préfète Anne Lorieux. Cette dernière affirme que la digue tient.", "digue", "Lorieux"),
    Said(
        "L'usine est vendue à un industriel suédois. Ce dernier promet de garder les emplois.",
        "promet",
        "un industriel",
    ),
    Said(
        "Il verra le médiateur Paulo Rémonde. « Plus personne ne répondra de rien demain », a averti ce dernier.",
        "répondra",
        "Rémonde",
    ),
    Said(
        "Vingt morts, d'après un rapport de la Commission du fleuve.\n\nCette dernière a dit suivre la situation.",
        "suivre",
        "Commission du fleuve",
    ),
    Said(
        "Le maire, Paul Auvrard, défend le projet. L'élu assure que le pont est solide.",
        "pont est solide",
        "Paul Auvrard",
    ),
    Said(
        "Le groupe Solvane a perdu 12 millions d'euros. L'entreprise assure que ses comptes sont sains.",
        "comptes",
        "Solvane",
    ),
    Said("L'AS Morville a perdu son gardien. Le club assure qu'aucune offre n'a été reçue.", "offre", "AS Morville"),
    Said(
        "La fédération des pêcheurs de Morville (FPM) a saisi le tribunal. La FPM dénonce un scandale.",
        "scandale",
        "fédération",
    ),
    Said(
        "La ministre du Logement, Claire Dauzan, était en visite mardi. La ministre a promis une aide.",
        "aide",
        "Claire Dauzan",
    ),
    Said(
        "Claire Dauzan, ministre du Logement, était en visite mardi. « Nous aiderons », a promis la ministre.",
        "aiderons",
        "Claire Dauzan",
    ),
    Said(
        "Hugo Marnay, le président du club, a démissionné. Le dirigeant dit avoir reçu des menaces.",
        "menaces",
        "Hugo Marnay",
    ),
    Said("L'expert en sécurité Yann Morvénec estime que l'attaque venait de l'étranger.", "attaque", "Yann Morvénec"),
    Said(
        "L'agent du joueur, l'ancien défenseur Marco Bellandi, réclame une prime. L'agent nie tout lien "
        "avec cette société.",
        "nie",
        "Bellandi",
    ),
    Said(
        "Me Bertrand Salvi, qui défend la famille, parle d'un meurtre. Me Inès Quéfélec réplique : « "
        "Vous n'avez pas une preuve. » Sans l'alcool, plaide l'avocate, son client serait innocent.",
        "alcool",
        "Inès",
    ),
    Said(
        "La pneumologue Awa Sissoko suit le patient depuis dix ans. Elle juge son état inquiétant.",
        "inquiétant",
        "Awa Sissoko",
    ),
    Said(
        "Paul Auvrard et Claire Dauzan ont visité l'usine. Elle a promis une aide aux ouvriers.",
        "aide",
        "Claire Dauzan",
    ),
    Said(
        "Monique Testard vit seule dans le village. Son mari, Luc, est mort en mai. « Il se levait la "
        "nuit », confie-t-elle.",
        "levait",
        "Monique",
    ),
    Said(
        "Un homme de 24 ans a été interpellé mardi. Placé en garde à vue, il nie toute participation.",
        "nie",
        "un homme de 24 ans",
    ),
    Said(
        "La chambre d'agriculture doit réviser son estimation en juin ; elle n'exclut pas de nouvelles pertes.",
        "nouvelles pertes",
        "chambre d'agriculture",
    ),
    Said(
        "« Nous irons au bout », a promis la maire, Odile Garrec. « Nous n'avons pas le choix. »",
        "pas le choix",
        "Odile Garrec",
    ),
    Said(
        "« Nous irons au bout. Nous n'avons pas le choix. Tout est prêt », a promis la maire, Odile Garrec.",
        "bout",
        "Odile Garrec",
    ),
    Said(
        "« Nous irons au bout. Nous n'avons pas le choix. Tout est prêt », a promis la maire, Odile Garrec.",
        "choix",
        "Odile Garrec",
    ),
    Said(
        "Selon la police, deux hommes sont entrés par le toit. Ils auraient ensuite forcé le coffre.",
        "coffre",
        "la police",
    ),
    Said(
        "Les accusations portées par l'association ont été rejetées par le directeur du site, Paul Verhaeg.",
        "portées",
        "association",
    ),
    Said(
        "Les accusations portées par l'association ont été rejetées par le directeur du site, Paul Verhaeg.",
        "rejetées",
        "Paul Verhaeg",
    ),
    Said(
        "Les critiques formulées par l'opposition sont « sans fondement », a répliqué la maire.",
        "formulées",
        "opposition",
    ),
    Said("Les critiques formulées par l'opposition sont « sans fondement », a répliqué la maire.", "répliqué", "maire"),
    Said(
        "D'après un voisin, de l'essence aurait été retrouvée dans la cour ; « rien ne permet de "
        "l'affirmer », tempère le procureur.",
        "essence",
        "voisin",
    ),
    Said(
        "D'après un voisin, de l'essence aurait été retrouvée dans la cour ; « rien ne permet de "
        "l'affirmer », tempère le procureur.",
        "rien ne permet",
        "procureur",
    ),
    Said("34 000 personnes ont défilé selon la police, près de 90 000 d'après l'intersyndicale.", "34 000", "police"),
    Said(
        "34 000 personnes ont défilé selon la police, près de 90 000 d'après l'intersyndicale.",
        "90 000",
        "intersyndicale",
    ),
    Said("Le taux de grévistes atteint 62 % d'après les syndicats, 38 % selon la direction.", "62", "syndicats"),
    Said("Le taux de grévistes atteint 62 % d'après les syndicats, 38 % selon la direction.", "38", "direction"),
    Said(
        "Le pont est fissuré depuis mars. Ce reproche, que porte l'Union des riverains, irrite la mairie.",
        "fissuré",
        "Union des riverains",
    ),
    Said(
        "Marius Tavernac, 78 ans, a posé quatre cahiers sur la table. Il les ouvre sans lunettes. « Le "
        "premier, c'est mon frère. Il avait 51 ans. »",
        "51 ans",
        "Marius Tavernac",
    ),
    Said("La maire hausse les épaules. « On verra bien en mars. »", "mars", "maire"),
    Said(
        "Jeanne Malaurie connaît l'étang depuis l'enfance. « C'était en 1988, devant l'école. Il y "
        "avait deux mètres de fond. »",
        "deux mètres",
        "Jeanne Malaurie",
    ),
    Said(
        "Le sous-préfet Luc Amand reçoit dans son bureau. « La digue a tenu, souligne-t-il. Elle tiendra encore. »",
        "tenu",
        "Luc Amand",
    ),
    Said(
        "Le sous-préfet Luc Amand reçoit dans son bureau. « La digue a tenu, souligne-t-il. Elle tiendra encore. »",
        "encore",
        "Luc Amand",
    ),
    Said("« La digue a tenu, souligne le sous-préfet Luc Amand. Elle tiendra encore. »", "encore", "Luc Amand"),
    Said(
        "Le prévenu, Luc Amand, n'a pas bronché. « Je n'ai rien pris », a répété le prévenu.", "rien pris", "Luc Amand"
    ),
    Said("Le chef de l'État, Igor Velnak, a pris la parole. Le président a annoncé une trêve.", "trêve", "Igor Velnak"),
    Said("Le président Igor Velnak a pris la parole. Le chef de l'État a annoncé une trêve.", "trêve", "Igor Velnak"),
    Said(
        "L'hebdomadaire Le Cadran publie une enquête sur le ministre. Le magazine affirme que onze vols ont été payés.",
        "onze vols",
        "Cadran",
    ),
    Said(
        "Le quotidien Le Fanal révèle que le maire a touché 3 000 euros. Toujours selon le journal, un "
        "adjoint serait impliqué.",
        "adjoint",
        "Fanal",
    ),
    Said(
        "La préfecture a ouvert le gymnase. Les services de l'État assurent que trente lits sont disponibles.",
        "trente lits",
        "services de l'État",
    ),
    Said(
        "Le parquet de Morville a requis deux ans de prison. Le ministère public estime que les faits sont établis.",
        "établis",
        "ministère public",
    ),
    Said("« Il m'a dit que ça tiendrait. Je l'ai cru », poursuit Rémi Castagnac.", "tiendrait", "Rémi Castagnac"),
    Said("Le maire affirme que la dette baisse et accuse l'opposition de mentir.", "accuse", "maire"),
    Said(
        "L'armée soutient n'avoir visé que des dépôts et rejette sur les rebelles la responsabilité de l'incendie.",
        "rejette",
        "armée",
    ),
    Said("Vers midi, la préfète, Ana Rol, est venue sur place et a promis une aide d'urgence.", "aide", "Ana Rol"),
    Said("La maire, élue en 2020, absente lundi, a ordonné un audit.", "audit", "maire"),
    Said("À Londres, on assure que l'accord tient.", "accord", "Londres"),
    Said("Londres, de son côté, a dit étudier les informations transmises.", "étudier", "Londres"),
    Said("PARIS – Le ministre a annoncé mercredi une hausse des taxes.", "taxes", "ministre"),
    Said("Sa rivale, Parents solidaires, redoute un tri social.", "tri", "Parents solidaires"),
    Said("Le député Régis Omblaye y voit, lui, « la preuve que ce pouvoir est à vendre ».", "preuve", "Régis Omblaye"),
    Said(
        "La direction dit avoir « tout fait » pour sauver le site ; les salariés en doutent.", "tout fait", "direction"
    ),
    Said("Le rapport, que nous avons pu consulter, décrit une usine à l'abandon.", "abandon", "rapport"),
    Said(
        "Une note de 1978, retrouvée aux archives, laisse entendre que la direction savait : les "
        "masques y sont qualifiés de dépense inutile.",
        "savait",
        "note",
    ),
    Said(
        "Le procureur, Jean Vasseur, a pris la parole à midi. Selon lui, l'arme n'a pas été retrouvée.",
        "arme",
        "Jean Vasseur",
    ),
    Said(
        "La procureure, Jeanne Vasseur, a pris la parole à midi. Selon elle, l'arme n'a pas été retrouvée.",
        "arme",
        "Jeanne Vasseur",
    ),
    Said("Le procureur, Jean Vasseur, a ouvert une enquête contre Ana Rol. Elle dément.", "dément", "Ana Rol"),
    Said("Ana Rol a porté plainte contre Luc Amand. Il nie les faits.", "nie", "Luc Amand"),
    Said(
        "L'avocat de Luc Amand, Me Karim Delsaux, a demandé la relaxe. Son client, dit-il, dormait chez sa mère.",
        "dormait",
        "Karim Delsaux",
    ),
    Said("Le syndicat SUD Rail appelle à la grève. La centrale dénonce un projet dangereux.", "dangereux", "SUD Rail"),
    Said(
        "Le ministère de la Santé a publié le bilan. Les autorités assurent que le pic est passé.", "pic", "autorités"
    ),
    Said("Les pompiers ont fini vers minuit. Les secours font état de douze blessés.", "douze", "secours"),
    Said("Les douaniers ont saisi douze kilos de cocaïne, a indiqué le parquet.", "saisi", "parquet"),
)


@pytest.mark.parametrize("case", SAID, ids=lambda case: case.words + " in " + case.text)
def test_origins_over_sentences(case: Said) -> None:
    """Offices, pronouns, acronyms and bare quotations lead to whom the sentences around name."""
    reading = [r for r in analysed(LEAD + case.text).readings if case.words in r.statement.text][-1]
    assert reading.chain
    assert case.origin.casefold() in reading.chain[0].holder.name.replace("’", "'").casefold()
