import type { Del, Tryggtekster } from './nb';

const del = (tittel: string, avsnitt: readonly string[], punkter: readonly string[] = []): Del => ({ tittel, avsnitt, punkter });

export const en: Tryggtekster = {
  haster: {
    fanetittel: 'Phone numbers',
    tittel: 'If it is urgent',
    ingress: 'What you send from here is not read around the clock. If a child needs help now, you must call.',
    numre: 'Call',
    deler: [
      del('The emergency child welfare service', ['Most municipalities have an emergency service in the evening, at night and at weekends. You can ask them for advice, also if you are unsure.']),
      del('While you wait', [], [
        'If anyone’s life or health is in danger, call 112 first. You can call without knowing what to say.',
        'Say where you are, where the child is, and what you see and hear.',
        'You need not be certain. Those who answer help you to judge.',
        'Do not put yourself in danger.',
      ]),
      del('Are you a child or a young person yourself?', [
        'The helpline for children and young people is for you. It is free, you can call day and night, and you need not say what your name is.',
      ]),
    ],
    vaktLenke: 'Find the emergency service at barnevernvakten.no',
    fraUtlandet: '112 works all over Europe, but reaches the emergency centre where you are. The other numbers work in Norway only. From abroad you reach the helpline for children on +47 95 41 17 55.',
  },

  anonym: {
    fanetittel: 'Before you choose',
    tittel: 'Can I be anonymous?',
    ingress: 'There are three ways to report. Read about them before you log in, so that you can choose.',
    nivaTittel: 'Three ways',
    niva: [
      {
        tittel: 'Openly',
        tekst: 'The child welfare service knows who you are, and the family may be told. This is how all report who have learnt something at work: they cannot be anonymous.',
      },
      {
        tittel: 'Known to the child welfare service, but not to the family',
        tekst:
          'You log in here and tick “Do not tell the family that I am the one who reported”. It then stands at the top of the report, so that whoever reads sees it first. This is for private persons only.',
      },
      {
        tittel: 'Wholly anonymous',
        tekst:
          'Then you cannot use the form here, since you must log in. Call the child welfare service, or send a letter without name and sender. They cannot answer you, and they cannot ask you for more.',
      },
    ],
    grenserTittel: 'What “do not tell the family” can promise',
    grenser: [
      'The child welfare service is told your name. It cannot be hidden from them when you report from here.',
      'They heed your wish as far as they can, but they cannot promise it. The family may have a right to know, for example if the case goes to court.',
      'The family may guess. If you write of something only you have seen, they may understand who reported.',
      'Your copy of the report has your name in it. Do not leave it where others can find it.',
    ],
    utenTittel: 'Reporting by phone',
    uten: [
      'Call the municipality and ask for the child welfare service. You may report, or only ask for advice, without saying who you are or who the child is.',
      'If you call from your own phone, your number may be shown. You can hide it in the settings of the phone.',
      'The call may stand in the phone’s list of calls. Delete it if others look at your phone.',
    ],
    brevTittel: 'Reporting by letter',
    brev: [
      'Choose the municipality where the child lives, and print a blank form. You fill it in by hand. You need not log in, and we do not learn what you write.',
      'If you want to be anonymous, write no name, no address and nothing that shows who you are, neither in the letter nor on the envelope.',
      'A letter takes some days. If it is urgent, you must call.',
    ],
    blankettKnapp: 'Print a blank form',
    innloggetTittel: 'Reporting with your name',
    innlogget: 'Then you log in with BankID or another electronic ID. You get a receipt, and you can see whether the child welfare service has confirmed that they have the report.',
    innloggetKnapp: 'Read more and start',
  },

  blankett: {
    fanetittel: 'Form to print',
    tittel: 'Blank form to print',
    ingress: 'Choose the municipality where the child lives, and the address is put on the form. You fill it in by hand and send it by post. You may write in English.',
    skrivUt: 'Print',
    utskriftTips: 'Turn off “headers and footers” when you print, and the web address is not on the sheet. On a shared printer the printout may stay in a list.',
    hentFeilet: 'We cannot get the list of municipalities. You can print the form without an address and write it yourself.',
    apent: 'How to reach the child welfare service',
    ark: {
      tittel: 'Report to the child welfare service (bekymringsmelding)',
      til: 'To',
      taushet: 'Contains confidential information. To be opened by the child welfare service only.',
      adressePlass: (navn) => ['Barnevernstjenesten', `${navn} kommune`],
      adresseTom: ['Barnevernstjenesten', '____________________ kommune'],
      anonym: 'If you want to be anonymous, leave “About you” empty. Write what you know. None of this has to be filled in.',
      felt: [
        { tittel: 'The child', sporsmal: ['Name, or what the child is called', 'Age or date of birth', 'Address, or where the child can be found'], linjer: 1 },
        { tittel: 'Parents or other guardians', sporsmal: ['Name', 'Phone'], linjer: 1 },
        { tittel: 'Is the child in danger now?', sporsmal: ['Call 112 if life is in danger. What is the danger?'], linjer: 2 },
        { tittel: 'What are you worried about?', sporsmal: ['What have you seen and heard? When, and how often? What has the child said?'], linjer: 11 },
        { tittel: 'Anything else the child welfare service should know', sporsmal: ['For example language, siblings, or who else knows the family'], linjer: 3 },
        { tittel: 'About you (voluntary)', sporsmal: ['Name', 'Phone', 'Address, if you want a letter saying that they have received the report', 'How you know the child'], linjer: 1 },
      ],
      skjul: 'Do not tell the family that I am the one who reported',
      dato: 'Date',
    },
  },

  delt: {
    fanetittel: 'About the device',
    tittel: 'Is the device safe?',
    ingress: 'Can someone you are afraid of look at your phone or computer? Then you should read this before you write anything.',
    deler: [
      del('How to leave quickly', [
        'Press the button “Leave this site quickly” at the top, or press Shift three times in a row. It works on every page here, also when the network is gone.',
      ], [
        'The page goes blank at once, and you come to an ordinary website. If you have more windows open here, they are left too, and documents opened from them are closed.',
        'You are logged out. Without a network, you are logged out as soon as someone opens this site again.',
        'If someone presses “back” within the next two hours, they do not come here, but to the same ordinary website. Later, or once someone has opened this site again, “back” may lead here. What you wrote is not shown without logging in.',
        'Anyone who wants to get in afterwards must log in again.',
      ]),
      del('What the button cannot do', [], [
        'It does not delete the browsing history. The address of this site is still there.',
        'It does not close a document if the window you opened it from has been closed or reloaded since. Close that tab yourself.',
        'It does not delete files you have downloaded, or what you have printed.',
        'It does not help if someone has installed a program that watches the screen or what you type.',
        'What you wrote in the last seconds, or while the network was gone, may not be saved.',
      ]),
      del('Your draft stays', [
        'If you leave while writing, the draft stays encrypted with us until the date shown beside it. Only you can bring it up here, when you log in. You can delete it yourself with “Delete the draft”.',
      ]),
      del('What the device remembers', [
        'We keep nothing of what you write on the device, and ask the browser not to suggest it later. The name in the tab and the small picture there do not tell what the page is about. If you leave quickly, we leave a mark for up to two hours that says only that someone has left.',
        'If the browsing history should not show that you were here, you can do this:',
      ], [
        'Use a private window (also called incognito). Close it when you are done.',
        'Or delete the visit afterwards: open the history in the browser, find the line and delete that only. A completely empty history may look strange to someone who checks it.',
        'Look in the folder for downloads if you have downloaded anything.',
      ]),
      del('If in doubt, use something else', [
        'If you think the device is watched, use a phone you know is safe, for example at work, at school, in the library or with someone you trust. You can also call.',
      ]),
    ],
  },

  personvern: {
    fanetittel: 'Privacy',
    tittel: 'Privacy statement',
    ingress: 'This is what we do with information about you and those you write about.',
    deler: [
      del('Who is responsible?', [
        'The municipality you report to is the controller of the information, since its child welfare service must handle reports under the Child Welfare Act. Whoever runs the portal is the municipality’s processor, and cannot use the information for anything else.',
        'If you have questions, ask the municipality or its data protection officer.',
      ]),
      del('What you write', [], [
        'While you write, the draft lies encrypted with us. It is deleted when you send, when you delete it yourself, or on the date shown beside it. That is never more than seven days after it was last saved.',
        'When you send, the report is sealed for the child welfare service at once. Your own copy can be opened only while you are logged in, and is deleted afterwards.',
        'If the child welfare service has no system of its own that receives, they fetch the report here. The portal then opens it for them, and that is logged each time.',
        'If nobody has confirmed within two working days, the report is sent as a letter. A printing house then opens it to print it.',
        'The sealed report stays here for at least 30 days, and until it is proven that the child welfare service has it. After that only times and numbers are left.',
        'If you report from work and get the name and address of the workplace by its number, we ask the Central Coordinating Register. They are given the number, not who you are.',
      ]),
      del('Who you are', [
        'When you log in, we are given your name and national identity number by ID-porten. The child welfare service is given your name with the report. The number lies encrypted, and is used to find what is yours.',
        'The login lasts two hours at most, and ends after 30 minutes without activity.',
      ]),
      del('Your case', [
        'If you have a case with the child welfare service, we show what they have decided that you may see. The information lies encrypted. Each time someone opens something in your case it is logged, and you can see the log.',
      ]),
      del('Cookies and tracking', [
        'We use only the cookies that are needed for you to be logged in, and one mark for up to two hours if you leave quickly. We do not measure who visits, and the pages fetch nothing from other websites. When you log in, ID-porten learns that it is this site you log in to, and when. Our logs have no names, identity numbers or anything of what you write.',
      ]),
      del('Your rights', [
        'You can ask the municipality to see, correct or delete information about you. Some of it the child welfare service must keep by law all the same. If you think the information is used wrongly, you can complain to the Norwegian Data Protection Authority.',
      ]),
    ],
    lenke: { tekst: 'The Norwegian Data Protection Authority', adresse: 'https://www.datatilsynet.no/' },
  },

  tilgjengelighet: {
    fanetittel: 'Accessibility',
    tittel: 'Accessibility statement',
    ingress: 'Everybody should be able to use this site. This is what we have done, and what is not good enough yet.',
    deler: [
      del('The requirements', ['Public websites must meet 48 requirements of WCAG 2.1, levels A and AA. We have built the site to them.']),
      del('How we have tested it', [], [
        'Automatic tests of the pages each time something is changed.',
        'Use by keyboard only.',
        'Screens down to 320 pixels, which is the same as 400 per cent zoom.',
        'We have had no independent audit, and we have not tested it with persons who use a screen reader daily.',
      ]),
      del('What is not good enough', [], [
        'The copy of the report (PDF) lacks the codes that make it good to read with a screen reader. The same content is on the screen before you send.',
        'The browser does not fill in your name, phone number and address for you. That is on purpose: whoever uses the device after you must not see them.',
        'Documents in your case are made by the child welfare service. We show them as they are.',
        'Translations that no professional has checked are marked.',
        'The editor GraphiQL, used by administrators only, is made by others and has not been assessed.',
      ]),
      del('Tell us', [
        'If there is something you cannot do, tell the municipality you are to report to. If it is urgent for a child, call instead. Whoever runs the portal publishes the formal statement at uustatus.no. The Norwegian Authority for Universal Design of ICT takes complaints.',
      ]),
    ],
    lenke: { tekst: 'The Norwegian Authority for Universal Design of ICT', adresse: 'https://www.uutilsynet.no/en' },
  },
};
